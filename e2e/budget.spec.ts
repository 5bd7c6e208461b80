import { BUDGET_KIB, readFirstScripts } from '../bench/first-scripts'
import { expect, test } from './test'

// A range that no other test asks for: what the server remembers of theirs must not lower the count.
const LIST = '/tasks?region=ap-guangzhou&from=2017-04-06T00:00:01Z&to=2017-07-22T00:00:01Z'

test('the first HTML of the list asks for no more script than the budget', async ({ app }) => {
  const { paths, gzipKib } = await readFirstScripts(app.url + LIST)
  expect(paths.length).toBeGreaterThan(0)
  expect(gzipKib, `${gzipKib.toFixed(1)} KiB in ${paths.length} files`).toBeLessThanOrEqual(BUDGET_KIB)
})

test('the browser loads what the first HTML asks for, and the drawer’s code not before somebody is there', async ({
  page,
  app,
}) => {
  const first = await readFirstScripts(app.url + LIST)
  const loaded = new Set<string>()
  page.on('request', (request) => {
    if (request.resourceType() === 'script') loaded.add(new URL(request.url()).pathname)
  })
  await page.goto(LIST, { waitUntil: 'networkidle' })
  expect([...loaded].sort()).toEqual(first.paths.toSorted())

  await page.getByRole('link', { name: '15967', exact: true }).click()
  await expect(page.getByRole('dialog')).toContainText('Primary instance upgrade')
  expect(loaded.size).toBeGreaterThan(first.paths.length)
})

test('a visit asks this origin only, and the cloud once for the list and once for the permalink', async ({
  page,
  context,
  app,
  cloud,
}) => {
  const origins = new Set<string>()
  context.on('request', (request) => origins.add(new URL(request.url()).origin))
  await cloud.forgetCalls()

  await page.goto(LIST.replace('00:00:01Z', '00:00:02Z'), { waitUntil: 'networkidle' })
  await expect(page.locator('[data-row]')).toHaveCount(10)
  expect(await cloud.countCalls()).toBe(1)

  await page.getByRole('link', { name: '15967', exact: true }).click()
  const permalink = page.getByRole('dialog').getByRole('link', { name: 'Open on its own page' })
  await expect(permalink).toBeVisible()
  expect(await cloud.countCalls()).toBe(1)

  await permalink.click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('15967')
  await page.waitForLoadState('networkidle')
  expect(await cloud.countCalls()).toBe(2)
  expect([...origins]).toEqual([app.url])
})
