import { BUDGET_KIB, readFirstScripts } from '../bench/first-scripts'
import { expect, ownDay, test } from './test'

// A range that no other test asks for: what the server remembers of theirs must not lower the count.
const LIST = '/tasks?region=ap-guangzhou&from=2017-04-06T00:00:01Z&to=2017-07-22T00:00:01Z'

test('the first HTML of the list asks for no more script than the budget', async ({ app }) => {
  const { paths, gzipKib } = await readFirstScripts(app.url + LIST)
  test.info().annotations.push({ type: 'first scripts', description: `${gzipKib.toFixed(1)} KiB gzip` })
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
  expect(await cloud.countTaskCalls()).toBe(1)

  await page.getByRole('link', { name: '15967', exact: true }).click()
  const permalink = page.getByRole('dialog').getByRole('link', { name: 'Open on its own page' })
  await expect(permalink).toBeVisible()
  expect(await cloud.countTaskCalls()).toBe(1)

  await permalink.click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('15967')
  await page.waitForLoadState('networkidle')
  expect(await cloud.countTaskCalls()).toBe(2)
  expect([...origins]).toEqual([app.url])
})

test('the first page of the default view costs its pages and one call more in each region', async ({
  request,
  cloud,
}) => {
  let inTime = false
  for (let tries = 0; tries < 5 && !inTime; tries++) {
    const day = ownDay()
    await cloud.forgetCalls()
    const askedAt = Date.now()
    await request.get(`/tasks?${day}`)
    // Asks nothing while the answer is fresh: it waits for what the page did not wait for.
    const { coverage } = await (await request.get(`/api/tasks?${day}`)).json()
    const calls = await cloud.countCallsByRegion()
    inTime = Date.now() - askedAt < 4_500
    if (!inTime) continue
    expect(coverage.scopes).toHaveLength(6)
    for (const { region, rowsTotal } of coverage.scopes) {
      // Behind a last page that is full there may be more. The one call more asks what still runs from before the
      // window, which would hide it.
      const pages = Math.floor(rowsTotal / 100) + 1
      expect([region, calls[region]]).toEqual([region, pages + 1])
    }
  }
  expect(inTime, 'asked before the answer was old').toBe(true)
})
