import { setTimeout as wait } from 'node:timers/promises'
import { AxeBuilder } from '@axe-core/playwright'
import {
  type BrowserContext,
  test as base,
  expect,
  type Page,
  type Response,
  type WorkerFixture,
} from '@playwright/test'
import { type RunningApp, startApp } from './app'
import { searchForSecrets } from './canaries'
import { Cloud } from './cloud'

interface WorkerFixtures {
  app: RunningApp
}

interface TestFixtures {
  cloud: Cloud
}

function onePerWorker(start: () => Promise<RunningApp>) {
  // biome-ignore lint/correctness/noEmptyPattern: Playwright wants the pattern.
  const fixture: WorkerFixture<RunningApp, object> = async ({}, use) => {
    const app = await start()
    await use(app)
    await app.stop()
  }
  return [fixture, { scope: 'worker' }] satisfies [typeof fixture, { scope: 'worker' }]
}

/**
 * Each worker has an app and a simulator; each test finds the simulator without faults and its own tasks, and a server
 * that remembers no fault of another test.
 */
export const test = base.extend<TestFixtures, WorkerFixtures>({
  app: onePerWorker(() => startApp()),
  baseURL: async ({ app }, use) => use(app.url),
  cloud: [
    async ({ app }, use) => {
      const cloud = new Cloud(app.cloudUrl)
      await use(cloud)
      await cloud.reset()
      if (cloud.hasFailed) await app.restart()
    },
    { auto: true },
  ],
  page: async ({ page }, use) => {
    const faults: string[] = []
    page.on('pageerror', (error) => faults.push(String(error)))
    page.on('console', (message) => {
      // A reply that is an error is printed by the browser itself, and is what some tests are about.
      if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
        faults.push(message.text())
    })
    const replies: Promise<void>[] = []
    page.on('response', (response) =>
      replies.push(searchReply(response).catch((error) => void faults.push(String(error)))),
    )
    const goto = page.goto.bind(page)
    // A test is quicker than any person: it waits until the page listens, unless it looks at how the page arrives.
    page.goto = async (address, options) => {
      const response = await goto(address, options)
      if (!options?.waitUntil) await page.locator('html[data-awake]').waitFor()
      return response
    }
    await use(page)
    // One may never end.
    await Promise.race([Promise.all(replies), wait(1_000)])
    expect(faults, 'errors in the browser console, and secrets in replies').toEqual([])
  },
})

/** What scripts and styles are made of is searched where they are built. */
async function searchReply(response: Response): Promise<void> {
  if (new URL(response.url()).pathname.startsWith('/_next/static/')) return
  // The page may have gone on before it was read.
  const headers = await response.allHeaders().catch(() => ({}))
  const text = await response.text().catch(() => '')
  searchForSecrets(`the reply of ${response.url()}`, `${JSON.stringify(headers)}\n${text}`)
}

export { expect }

/** The same over an app of its own, for the files that need another configuration; one for all tests of the file. */
export function testOf(start: () => Promise<RunningApp>) {
  return test.extend<object, WorkerFixtures>({ app: onePerWorker(start) })
}

/** The ten tasks of the service's own documentation. */
export const DOCUMENTED = '/tasks?region=ap-guangzhou&from=2017-04-06T00:00:00Z&to=2017-07-22T00:00:00Z'

/** A page shows what has come and asks on for the rest, which may take a while on a busy machine. */
export const onceRead = { timeout: 30_000 }

let questions = 0

/**
 * Two days of starts around 2024-01-01, Beijing time, which nobody has asked for before: what the server remembers of
 * another test answers nothing here.
 */
export function ownRange(): string {
  questions += 1
  const to = new Date(Date.parse('2024-01-03T00:00:00Z') + questions * 1_000).toISOString().replace('.000', '')
  return `from=2023-12-31T16:00:00Z&to=${to}`
}

/** A little longer than the last 24 hours, which nobody has asked for before. */
export function ownDay(): string {
  questions += 1
  return `from=-${24 * 60 + questions}m`
}

export const locales = ['en', 'zh-CN'] as const

/** In the light theme; {@link expectNoAxeViolations} looks at both. */
export async function choose(context: BrowserContext, { url }: RunningApp, locale: (typeof locales)[number]) {
  const value = encodeURIComponent(`theme=light&locale=${locale}&density=comfortable&hide=&keys=on`)
  await context.addCookies([{ name: 'preferences', value, url }])
}

/** Of the whole page, or of the one part that is new since it was last looked at; in both themes. */
export async function expectNoAxeViolations(page: Page, part = 'html') {
  const axe = () => new AxeBuilder({ page }).include(part).setLegacyMode(true)
  const light = await axe().withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']).analyze()
  const chosen = await page.evaluate(() => document.documentElement.dataset.theme ?? '')
  await setTheme(page, 'dark')
  // A theme changes colours alone.
  const dark = await axe().withRules(['color-contrast', 'link-in-text-block']).analyze()
  await setTheme(page, chosen)
  const told = [...light.violations, ...dark.violations]
  expect(told.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join('\n')}`)).toEqual([])
}

function setTheme(page: Page, theme: string) {
  return page.evaluate((theme) => {
    document.documentElement.dataset.theme = theme
    // The first read starts the transitions, and a colour on its way is no theme's.
    for (const animation of document.getAnimations()) if (animation instanceof CSSTransition) animation.finish()
  }, theme)
}

export async function openTask(page: Page, jobId: string) {
  await page.getByRole('link', { name: jobId, exact: true }).click()
  const drawer = page.getByRole('dialog')
  await expect(drawer.getByRole('heading', { level: 2 })).toContainText(jobId)
  return drawer
}

/** The page's own alert; the framework keeps an empty one of its own outside. */
export function alertOn(page: Page) {
  return page.locator('main').getByRole('alert')
}
