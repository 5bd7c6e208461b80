import { mkdirSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { type Browser, chromium } from '@playwright/test'
import { findBrowser } from '../scripts/browser.mjs'
import { buildIfChanged } from '../scripts/set-up.mjs'
import { startApp } from './app'

/** The pictures of the README, taken of the built demo so that they stay true. */
const folder = resolve(import.meta.dirname, '../docs/images')
const MOST_BYTES = 400_000

interface Picture {
  name: string
  path: string
  locale?: 'en-US' | 'zh-CN'
  /** What the picture is of: nothing is taken before it is there. */
  subject: string
}

const list = '/tasks'
const documented = `${list}?region=ap-guangzhou&from=2017-04-06T00:00:00Z&to=2017-07-22T00:00:00Z`
const failedImport = `${documented}&task=default/ap-guangzhou/15970@2017-06-27T08:46:52Z`
/** Of those of the demo. */
const busiestInstance = '/instances/cdb-qx0p6p4w'

const pictures: Picture[] = [
  ...inBoth({ name: 'list', path: list, subject: '[data-row]' }),
  ...inBoth({ name: 'drawer', path: failedImport, subject: 'dialog[open] h2' }),
  ...inBoth({ name: 'instance', path: busiestInstance, subject: '[data-row]' }),
]

/** For the English README and the Chinese one. */
function inBoth(picture: Picture): Picture[] {
  return [picture, { ...picture, name: `${picture.name}.zh-CN`, locale: 'zh-CN' }]
}

buildIfChanged()
mkdirSync(folder, { recursive: true })
const app = await startApp({ CDB_TASKS_DEMO: '1' })
const browser = await chromium.launch({ executablePath: await findBrowser(), args: ['--no-sandbox', '--disable-gpu'] })
try {
  for (const picture of pictures) await take(browser, picture)
} finally {
  await browser.close()
  await app.stop()
}

async function take(from: Browser, { name, path, locale = 'en-US', subject }: Picture) {
  const context = await from.newContext({
    viewport: { width: 1440, height: 900 },
    locale,
    reducedMotion: 'reduce',
    timezoneId: 'Asia/Shanghai',
  })
  const page = await context.newPage()
  await page.goto(app.url + path, { waitUntil: 'networkidle' })
  await page.locator(subject).first().waitFor()
  const file = join(folder, `${name}.png`)
  await page.screenshot({ path: file, animations: 'disabled', caret: 'hide' })
  await context.close()
  const { size } = statSync(file)
  if (size > MOST_BYTES) throw new Error(`${name}.png has ${size} bytes, more than ${MOST_BYTES}.`)
  process.stdout.write(`docs/images/${name}.png  ${Math.round(size / 1_000)} kB\n`)
}
