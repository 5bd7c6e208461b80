import type { Page } from '@playwright/test'
import { QUIET_MS } from '../lib/tasks/refresh-interval'
import { choose, expect, expectNoAxeViolations, locales, onceRead, ownRange, test } from './test'
import { NEW_YEAR, serveOnly, wireTask } from './wire-tasks'

let made = 0

/** Instances that nobody has asked about: a server remembers names for a minute. */
function ownIds(count: number): string[] {
  return Array.from({ length: count }, () => `cdb-nm${String(++made).padStart(6, '0')}`)
}

function tasksOf(ids: string[]) {
  return ids.map((id, index) =>
    wireTask(index + 1, { startsAt: NEW_YEAR + index * 60_000, seconds: 30 }, { InstanceIds: [id] }),
  )
}

const instancesOf = (ids: string[]) => ({
  TotalCount: ids.length,
  Items: ids.map((id) => ({ InstanceId: id, InstanceName: `orders of ${id}`, TaskStatus: 0 })),
})

const cellOf = (page: Page, id: string) => page.getByRole('cell', { name: new RegExp(id) })
const heightsOf = (page: Page) =>
  page.locator('tr[data-row]').evaluateAll((rows) => rows.map((row) => row.getBoundingClientRect().height))

test('instances go by their names, for one call a region, also with two pages open and after a poll', async ({
  page,
  context,
  cloud,
}) => {
  const [first = '', second = '', third = ''] = ownIds(3)
  await serveOnly(cloud, { 'ap-guangzhou': tasksOf([first, second, first]), 'ap-shanghai': tasksOf([third]) })
  await cloud.reply('ap-guangzhou', 'DescribeDBInstances', instancesOf([first, second]))
  await cloud.reply('ap-shanghai', 'DescribeDBInstances', instancesOf([third]))
  await cloud.forgetCalls()
  const address = `/tasks?${ownRange()}`
  const other = await context.newPage()
  const asked: string[] = []
  await page.clock.install()
  page.on('request', (request) => request.url().includes('/api/instances') && asked.push(request.url()))
  await Promise.all([page.goto(address), other.goto(address)])
  for (const reader of [page, other]) {
    await expect(cellOf(reader, first).first()).toContainText(`orders of ${first}`)
    await expect(cellOf(reader, third)).toContainText(`orders of ${third}`)
  }
  const poll = page.waitForResponse((response) => response.url().includes('/api/tasks?'))
  await page.clock.fastForward(QUIET_MS)
  await poll
  await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))))
  expect(await cloud.countCallsByRegion('DescribeDBInstances')).toEqual({ 'ap-guangzhou': 1, 'ap-shanghai': 1 })
  expect(asked).toHaveLength(1)
})

for (const density of ['comfortable', 'compact']) {
  test(`no row grows or moves when names come: ${density}`, async ({ page, context, app, cloud }) => {
    const value = encodeURIComponent(`theme=light&locale=en&density=${density}&hide=&keys=on`)
    await context.addCookies([{ name: 'preferences', value, url: app.url }])
    const ids = ownIds(3)
    const [named = '', unknown = ''] = ids
    await serveOnly(cloud, { 'ap-guangzhou': [...tasksOf(ids), wireTask(9, { startsAt: NEW_YEAR, seconds: 1 })] })
    const long = 'the orders of all the shops of all the cities, by the hour'
    await cloud.reply('ap-guangzhou', 'DescribeDBInstances', {
      TotalCount: 1,
      Items: [{ InstanceId: named, InstanceName: long }],
    })
    await cloud.fault({ kind: 'latency', ms: 1_500, action: 'DescribeDBInstances' })
    await page.goto(`/tasks?${ownRange()}&region=ap-guangzhou`)
    await expect(page.locator('tr[data-row]')).toHaveCount(4)
    const heights = await heightsOf(page)
    const column = await page.getByRole('columnheader', { name: 'Message' }).boundingBox()
    const id = cellOf(page, named).getByText(named)
    const before = await id.boundingBox()
    await expect(cellOf(page, named)).toContainText(long)
    expect(await heightsOf(page)).toEqual(heights)
    expect(new Set(heights).size).toBe(1)
    expect(await page.getByRole('columnheader', { name: 'Message' }).boundingBox()).toEqual(column)
    expect(await id.boundingBox()).toEqual(before)
    // Cut to the column, and whole for whoever reads or points at it.
    await expect(cellOf(page, named).getByTitle(long)).toHaveText(long)
    await expect(cellOf(page, unknown)).toHaveText(unknown)
  })
}

test('a key that may not read them leaves the list whole, and the coverage names what is missing', async ({
  page,
  cloud,
}) => {
  const ids = ownIds(2)
  await serveOnly(cloud, { 'ap-guangzhou': tasksOf(ids) })
  await cloud.fault({ kind: 'error', code: 'UnauthorizedOperation', message: 'x', action: 'DescribeDBInstances' })
  const answered = page.waitForResponse((response) => response.url().includes('/api/instances'))
  await page.goto(`/tasks?${ownRange()}&region=ap-guangzhou`)
  await answered
  await expect(page.locator('tr[data-row]')).toHaveCount(2)
  await expect(page.locator('main').getByRole('alert')).toBeHidden()
  await expect(cellOf(page, ids[0] ?? '')).toHaveText(ids[0] ?? '')
  await page.locator('summary').filter({ hasText: '1 of 1 region' }).click()
  await expect(page.getByText('No instance names: The key lacks cdb:DescribeDBInstances')).toBeVisible()
  await expectNoAxeViolations(page)
})

test('its own page says what an instance is called and does, or why that is not known', async ({ page, cloud }) => {
  const [known = '', refused = ''] = ownIds(2)
  await serveOnly(cloud, { 'ap-shanghai': tasksOf([known, refused]) })
  await cloud.reply('ap-shanghai', 'DescribeDBInstances', {
    TotalCount: 1,
    Items: [
      {
        InstanceId: known,
        InstanceName: '订单库 <b>main</b>',
        TaskStatus: 15,
        InstanceType: 1,
        EngineVersion: '8.0',
        Memory: 4000,
        Volume: 200,
        TagList: [{ TagKey: 'env', TagValue: 'prod' }],
      },
    ],
  })
  const facts = page.getByLabel('The instance as it is now')
  await page.goto(`/instances/${known}?${ownRange()}`)
  await expect(page.getByText('订单库 <b>main</b>').first()).toBeVisible(onceRead)
  for (const fact of ['Primary', '8.0', '4,000 MB', '200 GB', 'env=prod', 'Upgrade waits for the switch'])
    await expect(facts).toContainText(fact)

  await cloud.fault({ kind: 'error', code: 'UnauthorizedOperation', message: 'x', action: 'DescribeDBInstances' })
  await page.goto(`/instances/${refused}?${ownRange()}`)
  await expect(page.getByText('could not be read: The key lacks cdb:DescribeDBInstances')).toBeVisible(onceRead)
  await expect(page.locator('tr[data-row]')).toHaveCount(1)
})

for (const locale of locales) {
  test(`axe: ${locale}`, async ({ page, context, app, cloud }) => {
    test.slow()
    await choose(context, app, locale)
    const [id = '', other = ''] = ownIds(2)
    await serveOnly(cloud, { 'ap-guangzhou': tasksOf([id, other]) })
    await cloud.reply('ap-guangzhou', 'DescribeDBInstances', instancesOf([id]))
    await page.goto(`/tasks?${ownRange()}&region=ap-guangzhou`)
    await expect(cellOf(page, id)).toContainText('orders of')
    await expectNoAxeViolations(page)
    await page.goto(`/instances/${id}?${ownRange()}`)
    await expect(page.getByText(`orders of ${id}`).first()).toBeVisible()
    await expectNoAxeViolations(page)
  })
}

test('at 320 px only the table scrolls sideways', async ({ page, cloud }) => {
  await page.setViewportSize({ width: 320, height: 640 })
  const [id = ''] = ownIds(1)
  await serveOnly(cloud, { 'ap-guangzhou': tasksOf([id]) })
  await cloud.reply('ap-guangzhou', 'DescribeDBInstances', instancesOf([id]))
  for (const address of [`/tasks?${ownRange()}`, `/instances/${id}?${ownRange()}`]) {
    await page.goto(address)
    await expect(page.getByText(`orders of ${id}`).first()).toBeVisible(onceRead)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320)
  }
})
