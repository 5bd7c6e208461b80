import type { Page } from '@playwright/test'
import type { Cloud } from './cloud'
import { choose, expect, expectNoAxeViolations, locales, onceRead, test } from './test'
import { NEW_YEAR, serveOnly, wireTask } from './wire-tasks'

const HOUR_MS = 3_600_000
const REGION = 'ap-shanghai'

let made = 0

/** An instance of its own, with a task at 10:00 and a switch, a restart and three parameter changes around it, in Beijing time. */
async function ownInstance(cloud: Cloud): Promise<{ id: string; page: string }> {
  const id = `cdb-ev${String(++made).padStart(6, '0')}`
  const startsAt = NEW_YEAR + 10 * HOUR_MS
  await serveOnly(cloud, { [REGION]: [wireTask(1, { startsAt, seconds: 7_200 }, { InstanceIds: [id] })] })
  await cloud.reply(REGION, 'DescribeDBSwitchRecords', {
    TotalCount: 1,
    Items: [{ SwitchTime: '2024-01-01 11:59:00', SwitchType: 'TRANSFER' }],
  })
  await cloud.reply(REGION, 'DescribeInstanceAlarmEvents', {
    TotalCount: 2,
    Items: [
      { EventName: 'Restart', EventStatus: '-', OccurTime: '2024-01-01 15:00:00', InstanceId: id, NodeId: 'node-7' },
      { EventName: 'Outofmemory', EventStatus: '0', OccurTime: '2024-01-01 05:00:00', InstanceId: id, NodeId: '' },
    ],
  })
  const change = { InstanceId: id, ParamName: 'max_connections', OldValue: '800', NewValue: '1600' }
  await cloud.reply(REGION, 'DescribeInstanceParamRecords', {
    TotalCount: 3,
    Items: [
      { ...change, IsSuccess: true, ModifyTime: '2024-01-01 19:00:00' },
      { ...change, ParamName: 'sql_mode', NewValue: 'NONE', IsSuccess: false, ModifyTime: '2024-01-01 19:00:20' },
      { ...change, IsSuccess: true, ModifyTime: '2024-01-01 21:00:00' },
    ],
  })
  return {
    id,
    page: `/instances/${id}?from=2023-12-31T16:00:00Z&to=2024-01-01T16:00:${String(made).padStart(2, '0')}Z`,
  }
}

const marksOf = (page: Page) => page.locator('svg[data-mark]')
const foldOf = (page: Page) => page.locator('summary').filter({ hasText: /^(Events|事件)/ })
const rowsOf = (page: Page) => page.locator('details', { has: foldOf(page) }).locator('tbody tr')

test('switches, restarts and parameter changes stand over the bars, and in words under them', async ({
  page,
  cloud,
}) => {
  const instance = await ownInstance(cloud)
  await page.goto(instance.page)
  await expect(marksOf(page)).toHaveCount(5, onceRead)
  await expect(marksOf(page).locator('title').nth(1)).toContainText('2024-01-01 11:59:00 · Moved to another host')
  // Twenty seconds apart, they are one mark that tells its number.
  await expect(marksOf(page).nth(3)).toContainText('2')
  for (const words of ['1 switch', '1 restart event', '1 alarm event', '3 parameter changes'])
    await expect(foldOf(page)).toContainText(words)
  await foldOf(page).click()
  await expect(rowsOf(page)).toHaveCount(6)
  await expect(rowsOf(page).nth(0)).toContainText('2024-01-01 21:00:00')
  await expect(rowsOf(page).nth(1)).toContainText('Not changed')
  await expect(rowsOf(page).nth(1)).toContainText('800 → NONE')
  await expect(rowsOf(page).nth(3)).toContainText('node-7')
  await expect(rowsOf(page).nth(5)).toContainText('Out of memory')
  await expect(page.getByText('From DescribeDBSwitchRecords, by instance')).toBeVisible()
})

test('a mark stands over the moment of its event, and moves with the bars', async ({ page, cloud }) => {
  const instance = await ownInstance(cloud)
  await page.goto(instance.page)
  await expect(marksOf(page)).toHaveCount(5, onceRead)
  const middleOf = async (title: RegExp) => {
    const mark = marksOf(page).filter({ has: page.locator('title', { hasText: title }) })
    const box = await mark.locator('.icon').first().boundingBox()
    return box ? box.x + box.width / 2 : Number.NaN
  }
  const endOf = async () => {
    const box = await page.getByRole('link', { name: / · 1 · / }).boundingBox()
    return box ? box.x + box.width : Number.NaN
  }
  // The upgrade ends a minute after its switch.
  expect(Math.abs((await middleOf(/Moved to another host/)) - (await endOf()))).toBeLessThan(5)
  await page.getByRole('button', { name: 'Zoom in' }).click()
  await expect(marksOf(page)).toHaveCount(2)
  expect(Math.abs((await middleOf(/Moved to another host/)) - (await endOf()))).toBeLessThan(5)
})

test('rows do not wait for it, and nothing moves when it comes', async ({ page, cloud }) => {
  const instance = await ownInstance(cloud)
  await cloud.fault({ kind: 'latency', ms: 2_000, action: 'DescribeDBSwitchRecords' })
  await page.goto(instance.page)
  const row = page.locator('tbody [data-row]')
  await expect(row).toBeVisible()
  await expect(foldOf(page)).toContainText('Being read…')
  // The others are there before the slow one.
  await expect(marksOf(page)).toHaveCount(4)
  const before = await row.boundingBox()
  await expect(marksOf(page)).toHaveCount(5, onceRead)
  await expect(foldOf(page)).not.toContainText('Being read…')
  expect(await row.boundingBox()).toEqual(before)
})

test('a source that is not permitted is named with what to add, and the others stand', async ({ page, cloud }) => {
  const instance = await ownInstance(cloud)
  await cloud.fault({ kind: 'error', code: 'UnauthorizedOperation', message: 'x', action: 'DescribeDBSwitchRecords' })
  await page.goto(instance.page)
  await expect(page.getByText('The key lacks cdb:DescribeDBSwitchRecords')).toBeVisible(onceRead)
  await expect(marksOf(page)).toHaveCount(4)
  await expect(foldOf(page)).toContainText('Of what was read')
  await expectNoAxeViolations(page)
  await cloud.endFaults()
  // The failure is remembered for a few seconds.
  await page.getByRole('button', { name: 'Try again now' }).click()
  await expect(page.getByText('The key lacks cdb:DescribeDBSwitchRecords')).toBeHidden()
  await expect(marksOf(page)).toHaveCount(5)
})

test('costs one call of each API where the instance is, however many look, and none of the other regions', async ({
  page,
  context,
  cloud,
}) => {
  const instance = await ownInstance(cloud)
  await cloud.forgetCalls()
  const others = await Promise.all([1, 2].map(() => context.newPage()))
  for (const reader of [page, ...others]) {
    await reader.goto(instance.page)
    await expect(marksOf(reader)).toHaveCount(5, onceRead)
  }
  for (const action of ['DescribeDBSwitchRecords', 'DescribeInstanceAlarmEvents', 'DescribeInstanceParamRecords'])
    expect([action, await cloud.countCallsByRegion(action)]).toEqual([action, { [REGION]: 1 }])
})

test('a thousand changes are few marks that tell their number, and how much of a history was read', async ({
  page,
  cloud,
}) => {
  const instance = await ownInstance(cloud)
  await cloud.reply(REGION, 'DescribeInstanceParamRecords', {
    TotalCount: 1_200,
    Items: Array.from({ length: 1_200 }, (_, index) => ({
      InstanceId: instance.id,
      ParamName: 'long_query_time',
      OldValue: String(index),
      NewValue: String(index + 1),
      IsSuccess: true,
      ModifyTime: `2024-01-01 ${String(index % 24).padStart(2, '0')}:${String(index % 60).padStart(2, '0')}:00`,
    })),
  })
  await page.goto(instance.page)
  await expect(foldOf(page)).toContainText('1,000 parameter changes', onceRead)
  await expect(foldOf(page)).toContainText('Of what was read')
  expect(await marksOf(page).count()).toBeLessThan(80)
  await foldOf(page).click()
  await expect(page.getByText('1,000 of 1,200 records were read')).toBeVisible()
  await page.getByRole('button', { name: /Show all 1,003 rows/ }).click()
  await expect(rowsOf(page)).toHaveCount(1_003)
})

test('an instance of a live region tells what its own history has', async ({ page, request }) => {
  test.slow()
  const { tasks } = await (
    await request.get('/api/tasks?region=ap-shanghai,ap-singapore&from=-30d&type=reboot&size=100')
  ).json()
  const has = { switch: false, restart: false, parameter: false }
  for (const { instanceIds, region } of tasks.slice(0, 40)) {
    const reply = await (await request.get(`/api/instances/${instanceIds[0]}/events?region=${region}&from=-30d`)).json()
    const events = reply.sources.flatMap(({ data }: { data: { kind: string; name: string }[] | null }) => data ?? [])
    has.switch = events.some(({ kind }: { kind: string }) => kind === 'switch')
    has.restart = events.some(({ name }: { name: string }) => name === 'Restart')
    has.parameter = events.some(({ kind }: { kind: string }) => kind === 'parameter')
    if (!(has.switch && has.restart && has.parameter)) continue
    await page.goto(`/instances/${instanceIds[0]}?from=-30d`)
    for (const words of [/switch/, /restart event/, /parameter change/])
      await expect(foldOf(page)).toContainText(words, onceRead)
    expect(await marksOf(page).count()).toBeGreaterThan(1)
    return
  }
  throw new Error('no instance of the live regions had all three')
})

for (const locale of locales) {
  test(`axe: ${locale}`, async ({ page, context, app, cloud }) => {
    test.slow()
    await choose(context, app, locale)
    const instance = await ownInstance(cloud)
    await page.goto(instance.page)
    await expect(marksOf(page)).toHaveCount(5, onceRead)
    await expect(foldOf(page)).toContainText(locale === 'en' ? '3 parameter changes' : '3 项参数修改')
    await foldOf(page).click()
    await expect(rowsOf(page)).toHaveCount(6)
    await expectNoAxeViolations(page)
  })
}

test('at 320 px nothing but timeline and tables scrolls sideways', async ({ page, cloud }) => {
  await page.setViewportSize({ width: 320, height: 640 })
  const instance = await ownInstance(cloud)
  await page.goto(instance.page)
  await expect(marksOf(page)).toHaveCount(5, onceRead)
  await foldOf(page).click()
  await expect(rowsOf(page)).toHaveCount(6)
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320)
  await expectNoAxeViolations(page)
})
