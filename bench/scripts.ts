import type { Browser } from '@playwright/test'
import { BUDGET_KIB, readFirstScripts, weigh } from './first-scripts'
import type { Measure } from './measure'

export async function measureScripts(browser: Browser, appUrl: string): Promise<Measure[]> {
  const list = `${appUrl}/tasks?region=ap-guangzhou`
  const first = await readFirstScripts(list)
  const drawer = await weigh(list, await scriptsOfDrawer(browser, list, first.paths))
  return [
    {
      what: 'scripts that the list’s first HTML asks for, gzip',
      target: `≤ ${BUDGET_KIB} KiB`,
      figure: `${first.gzipKib.toFixed(1)} KiB`,
      verdict: first.gzipKib <= BUDGET_KIB ? 'met' : 'MISSED',
      how: `${first.paths.length} files, each compressed at level 9; the nomodule polyfills are not among them`,
    },
    {
      what: 'more scripts for the drawer, gzip',
      target: null,
      figure: `${drawer.gzipKib.toFixed(1)} KiB`,
      verdict: null,
      how: `${drawer.paths.length} files, fetched at the first pointer or key`,
    },
  ]
}

async function scriptsOfDrawer(browser: Browser, list: string, known: string[]): Promise<string[]> {
  const context = await browser.newContext()
  const page = await context.newPage()
  const paths = new Set<string>()
  page.on('request', (request) => {
    if (request.resourceType() === 'script') paths.add(new URL(request.url()).pathname)
  })
  await page.goto(list, { waitUntil: 'networkidle' })
  await page.locator('a[data-row-link]').first().click()
  await page.getByRole('dialog').getByRole('heading', { level: 2 }).waitFor()
  await context.close()
  return [...paths].filter((path) => !known.includes(path))
}
