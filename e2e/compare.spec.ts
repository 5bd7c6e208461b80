import type { Page } from '@playwright/test'
import type { Task } from '../lib/tasks/task'
import type { Cloud } from './cloud'
import { alertOn, choose, expect, expectNoAxeViolations, locales, openTask, test } from './test'
import { NEW_YEAR, type WireTask, wireTask } from './wire-tasks'

const UPGRADE_A = 'default/ap-guangzhou/15967@2017-06-27T07:13:52Z'
const UPGRADE_B = 'default/ap-guangzhou/15974@2017-06-27T10:04:19Z'
const FAILED_IMPORT = 'default/ap-guangzhou/15970@2017-06-27T08:46:52Z'
const SQL_OPERATION = 'default/ap-guangzhou/51788@2017-07-21T09:19:30Z'
const NOBODY = 'default/ap-guangzhou/99@2017-06-27T07:13:52Z'

const compare = (a: string, b: string) => `/compare?a=${a}&b=${b}`

/** The row of a field that differs, in one section of the page. */
function rowOf(page: Page, section: string, field: string) {
  const table = page.getByRole('table', { name: section, exact: true })
  return table.getByRole('row').filter({ has: page.getByRole('rowheader', { name: field, exact: true }) })
}

let served = 0

/** Tasks that nobody has asked for before, an hour apart, and the texts that name them. */
async function serveOwn(cloud: Cloud, ...parts: Partial<WireTask>[]): Promise<string[]> {
  const own = parts.map((part) => {
    served += 1
    const startsAt = NEW_YEAR + served * 3_600_000
    const startedAt = new Date(startsAt).toISOString().replace('.000', '')
    const task = wireTask(7_000_000 + served, { startsAt, seconds: 60 * served }, part)
    return { task, text: `default/ap-guangzhou/${task.JobId}@${startedAt}` }
  })
  await cloud.serve(
    'ap-guangzhou',
    own.map(({ task }) => task),
  )
  return own.map(({ text }) => text)
}

test('two upgrades: what differs stands first and is marked, what is equal is folded', async ({ page }) => {
  await page.goto(compare(UPGRADE_A, UPGRADE_B))
  await expect(page).toHaveTitle('Compare 15967 with 15974 · cdb-tasks')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Compare 15967 with 15974')
  await expect(page.getByText('B took 4 min 6 s, 1.3× as long as A (1 min 1 s longer)')).toBeVisible()
  await expect(page.getByText('B started 2 h 50 min after A')).toBeVisible()
  await expect(rowOf(page, 'Task', 'Duration')).toContainText('3 min 5 s4 min 6 sdiffers+1 min 1 s×1.3')
  const memory = rowOf(page, 'Before and after', 'Memory')
  await expect(memory.getByRole('cell')).toHaveText([/1,000 MB.*2,000 MB/, '8,000 MB unchanged', 'differs'])
  await expect(rowOf(page, 'Before and after', 'Disk')).toHaveCount(0)

  const equal = page.getByRole('group').filter({ hasText: 'Engine version' })
  await expect(equal.getByText('Engine version')).toBeHidden()
  await equal.getByText('5 equal fields').click()
  await expect(equal.getByText('Engine version')).toBeVisible()
  await expect(equal.getByText('50 GB → 100 GB')).toBeVisible()

  await page.getByRole('link', { name: 'Swap' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Compare 15974 with 15967')
  await expect(page.getByText('B took 3 min 5 s, 0.75× as long as A (1 min 1 s shorter)')).toBeVisible()
  await page.getByRole('link', { name: 'Succeeded · Primary instance upgrade · 15967' }).click()
  await expect(page).toHaveURL(/\/tasks\/default\/ap-guangzhou\/15967\?start=2017-06-27T07:13:52Z$/)
})

test('two tasks cost two calls, one with itself one, and the first HTML has what differs', async ({
  request,
  cloud,
}) => {
  const [a, b] = (await serveOwn(cloud, {}, { Code: 77 })) as [string, string]
  await cloud.forgetCalls()
  const html = await (await request.get(compare(a, b))).text()
  expect(html).toMatch(/<title>Compare 70\d+ with 70\d+ · cdb-tasks<\/title>/)
  expect(html).toContain('as long as A')
  expect(await cloud.countCalls()).toBe(2)

  const [own] = (await serveOwn(cloud, {})) as [string]
  await cloud.forgetCalls()
  expect(await (await request.get(compare(own, own))).text()).toContain('one and the same task')
  expect(await cloud.countCalls()).toBe(1)
})

test('a failed import beside a successful one, in a region whose tasks have no payload of their own', async ({
  page,
  request,
}) => {
  const tasksOf = async (status: string): Promise<Task[]> =>
    (
      await (
        await request.get(`/api/tasks?region=ap-shanghai&from=-30d&type=import-data&status=${status}&size=100`)
      ).json()
    ).tasks
  const [worked] = await tasksOf('succeed')
  const [failed] = await tasksOf('failed')
  if (!worked || !failed) throw new Error('the region has no imports')
  await page.goto(compare(`${worked.key}@${worked.startedAt}`, `${failed.key}@${failed.startedAt}`))
  await expect(rowOf(page, 'Task', 'Status').getByRole('cell')).toHaveText(['Succeeded', 'Failed', 'differs'])
  await expect(page.getByText('From DescribeDBImportRecords, matched by job id')).toHaveCount(2)
})

test('a payload that is not wholly known of both stands side by side and is not compared', async ({ page, cloud }) => {
  const item = (FileName: string) => ({ Type: 3, InstanceIds: ['cdb-c1nl9rpv'], Data: [{ FileName, FileSize: '12' }] })
  const [a, b] = (await serveOwn(cloud, item('one.sql'), item('other.sql'))) as [string, string]
  await cloud.fault({ kind: 'error', code: 'InternalError', message: 'no', action: 'DescribeDBImportRecords' })
  await page.goto(compare(a, b))
  await expect(page.getByText('It is not known of both, so it stands side by side and is not compared.')).toBeVisible()
  await expect(page.getByText('DescribeDBImportRecords did not answer')).toHaveCount(2)
  await expect(page.getByRole('table', { name: 'Import' })).toHaveCount(0)
  await cloud.endFaults()
  await cloud.reply('ap-guangzhou', 'DescribeDBImportRecords', { TotalCount: 0, Items: [] })
  const again = page.getByRole('button', { name: 'Try again now' })
  // A failure is remembered for a moment, for all who look, and what keeps failing is not asked for some seconds.
  await expect(async () => {
    if ((await again.count()) > 0) await again.last().click({ timeout: 1_000 })
    const cells = rowOf(page, 'Import', 'File').getByRole('cell')
    await expect(cells).toHaveText(['one.sql', 'other.sql', 'differs'], { timeout: 1_000 })
  }).toPass({ timeout: 30_000 })
})

test('a failed task leads to the last time this worked, on this page and from its own', async ({ page, cloud }) => {
  const InstanceIds = ['cdb-c1nl9rpv']
  const [older, worked, failed, later] = (await serveOwn(
    cloud,
    { InstanceIds },
    { InstanceIds },
    { InstanceIds, Status: 3, Message: 'no' },
    { InstanceIds, Type: 7 },
  )) as [string, string, string, string]
  const jobOf = (text: string) => text.split(/[/@]/)[2] ?? ''

  await page.goto(compare(older, failed))
  await page.getByRole('link', { name: 'Compare with the last time this worked' }).click()
  await expect(page).toHaveURL(compare(worked, failed))
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`Compare ${jobOf(worked)} with ${jobOf(failed)}`)
  await expect(page.getByRole('link', { name: 'Compare with the last time this worked' })).toHaveCount(0)

  const [path, start] = failed.split('@')
  await page.goto(`/tasks/${path}?start=${start}`)
  const lines = page.getByRole('listitem').filter({ has: page.getByRole('link', { name: /upgrade|Restart/ }) })
  await expect(
    lines.filter({ hasText: jobOf(older) }).getByRole('link', { name: 'Compare with this task' }),
  ).toHaveAttribute('href', compare(older, failed))
  await expect(lines.filter({ hasText: jobOf(later) })).toHaveCount(1)
  await expect(
    lines.filter({ hasText: jobOf(later) }).getByRole('link', { name: 'Compare with this task' }),
  ).toHaveCount(0)
})

test('a task with itself has no difference', async ({ page }) => {
  await page.goto(compare(UPGRADE_A, UPGRADE_A))
  await expect(page.getByText('Both are one and the same task.')).toBeVisible()
  await expect(page.getByText('Nothing differs: 11 equal fields')).toBeVisible()
  await expect(page.getByText('differs', { exact: true })).toHaveCount(0)
})

test('tasks of two types: said first, and only their facts are compared', async ({ page }) => {
  await page.goto(compare(UPGRADE_A, SQL_OPERATION))
  await expect(page.getByRole('status').filter({ hasText: 'These are tasks of two types' })).toContainText(
    'Primary instance upgrade and SQL operation',
  )
  await expect(rowOf(page, 'Task', 'Type')).toContainText('SQL operation')
  await expect(page.getByRole('table')).toHaveCount(1)
})

test('one that is not found: its column says so, the other is shown', async ({ page }) => {
  await page.goto(compare(FAILED_IMPORT, NOBODY))
  await expect(alertOn(page)).toContainText('This task was not found')
  await expect(page.getByText('skyler.sql', { exact: true })).toBeVisible()
  await expect(page.getByRole('link', { name: 'Search without the start time' })).toHaveAttribute(
    'href',
    compare(FAILED_IMPORT, 'default/ap-guangzhou/99'),
  )
})

test('one that cannot be read is asked for again, the other is shown', async ({ page, cloud }) => {
  const [a] = (await serveOwn(cloud, {})) as [string]
  await cloud.serve('ap-beijing', [wireTask(123, { startsAt: NEW_YEAR, seconds: 60 })])
  await cloud.fault({ kind: 'error', code: 'InternalError.DesError', message: 'no', region: 'ap-beijing' })
  await page.goto(compare(a, 'default/ap-beijing/123@2023-12-31T16:00:00Z'))
  await expect(alertOn(page)).toContainText('InternalError.DesError')
  await expect(page.getByRole('link', { name: /^Succeeded · Primary instance upgrade · 70/ })).toBeVisible()
  await cloud.endFaults()
  await page.getByRole('button', { name: 'Try again now' }).click()
  await expect(rowOf(page, 'Task', 'Region')).toContainText('Beijing')
})

test('one that takes long does not hold the other back', async ({ page, cloud }) => {
  const [a] = (await serveOwn(cloud, {})) as [string]
  await cloud.serve('ap-beijing', [wireTask(124, { startsAt: NEW_YEAR, seconds: 60 })])
  await cloud.fault({ kind: 'latency', ms: 2_800, region: 'ap-beijing' })
  await cloud.forgetCalls()
  await page.goto(compare(a, 'default/ap-beijing/124@2023-12-31T16:00:00Z'))
  await expect(page.getByRole('status').filter({ hasText: 'Reading the task…' })).toBeVisible()
  await expect(page.getByRole('link', { name: /^Succeeded · Primary instance upgrade · 70/ })).toBeVisible()
  await expect(rowOf(page, 'Task', 'Region')).toContainText('Beijing')
})

test('an address without two tasks asks for them, and takes what people paste', async ({ page, cloud, app }) => {
  await cloud.forgetCalls()
  await page.goto('/compare?a=15967&b=nonsense')
  await expect(page).toHaveTitle('Compare two tasks · cdb-tasks')
  const [first, second] = [page.getByLabel('First task'), page.getByLabel('Second task')]
  await expect(first).toHaveAccessibleDescription(/A job id alone does not say/)
  await expect(page.getByRole('link', { name: 'Find 15967 on the task list' })).toHaveAttribute('href', /job=15967/)
  await expect(second).toHaveAccessibleDescription(/No task can be read from this/)
  expect(await cloud.countCalls()).toBe(0)

  await first.fill(`${app.url}/tasks/default/ap-guangzhou/15967?start=2017-06-27T07:13:52Z`)
  await second.fill(`${app.url}/tasks?region=ap-guangzhou&task=${UPGRADE_B}`)
  await page.getByRole('button', { name: 'Compare' }).click()
  await expect(page).toHaveURL(compare(UPGRADE_A, UPGRADE_B))
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Compare 15967 with 15974')
})

test('the other task is asked for from a drawer, where its job id is enough', async ({ page }) => {
  await page.goto('/tasks?region=ap-guangzhou&from=2017-04-06T00:00:00Z&to=2017-07-22T00:00:00Z')
  const drawer = await openTask(page, '15967')
  await drawer.getByRole('link', { name: 'Compare with…' }).click()
  await expect(page.getByLabel('First task')).toHaveValue(UPGRADE_A)
  await page.getByLabel('Second task').fill('15974')
  await page.getByLabel('Second task').press('Enter')
  await expect(page).toHaveURL(compare(UPGRADE_A, 'default/ap-guangzhou/15974'))
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Compare 15967 with 15974')
})

test('what a tracker hung onto the link is named and left out', async ({ page }) => {
  await page.goto(`${compare(UPGRADE_A, UPGRADE_B)}&utm_source=chat`)
  await expect(alertOn(page)).toContainText('There is no filter named “utm_source”')
  await expect(rowOf(page, 'Task', 'Duration')).toBeVisible()
  await page.getByRole('link', { name: 'Remove from the address' }).click()
  await expect(page).toHaveURL(compare(UPGRADE_A, UPGRADE_B))
})

test('the zone of times is in the address, and in the links', async ({ page }) => {
  await page.goto(compare(UPGRADE_A, UPGRADE_B))
  await expect(rowOf(page, 'Task', 'Started')).toContainText('2017-06-27 15:13:52')
  await page.getByLabel('Times in').selectOption('UTC')
  await expect(page).toHaveURL(`${compare(UPGRADE_A, UPGRADE_B)}&tz=utc`)
  await expect(rowOf(page, 'Task', 'Started')).toContainText('2017-06-27 07:13:52')
  await page.reload()
  await expect(rowOf(page, 'Task', 'Started')).toContainText('2017-06-27 07:13:52')
  await expect(page.getByRole('link', { name: /15974$/ })).toHaveAttribute('href', /&tz=utc$/)
})

test('markup and direction marks in what is compared are text', async ({ page, cloud }) => {
  const hostile = '<img src=x onerror=alert(1)>\u202Egnp.exe'
  const item = (name: string) => ({ Type: 14, Message: name, Data: [{ [name]: { deep: [name] } }] })
  const [a, b] = (await serveOwn(cloud, item(hostile), item('plain'))) as [string, string]
  await page.goto(compare(a, b))
  await expect(rowOf(page, 'Task', 'Message')).toContainText('<img src=x onerror=alert(1)>⟨U+202E⟩gnp.exe')
  await expect(page.getByText('only in A')).toBeVisible()
  await expect(page.getByText('only in B')).toBeVisible()
})

for (const locale of locales) {
  test(`axe: ${locale}`, async ({ page, context, app }) => {
    test.slow()
    await choose(context, app, locale)
    const addresses = [
      [UPGRADE_A, UPGRADE_B],
      [FAILED_IMPORT, NOBODY],
      [UPGRADE_A, SQL_OPERATION],
      [UPGRADE_A, UPGRADE_A],
      ['15967', 'nonsense'],
    ] as const
    for (const [a, b] of addresses) {
      await page.goto(compare(a, b))
      await page.locator('main').waitFor()
      await expect(page.locator('main')).not.toContainText(/undefined|NaN|\[object Object\]|compare\./)
      await expectNoAxeViolations(page)
    }
  })
}

test('is read in Chinese', async ({ page, context, app }) => {
  await choose(context, app, 'zh-CN')
  await page.goto(compare(UPGRADE_A, UPGRADE_B))
  await expect(page).toHaveTitle('对比 15967 与 15974 · cdb-tasks')
  await expect(page.getByText('B 耗时 4 分 6 秒，是 A 的 1.3 倍（多 1 分 1 秒）')).toBeVisible()
  await expect(rowOf(page, '任务', '耗时')).toContainText('不同')
  await expect(page.getByText('5 项相同')).toBeVisible()
})

test('at 320 px nothing scrolls sideways', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 })
  for (const [a, b] of [
    [UPGRADE_A, UPGRADE_B],
    [FAILED_IMPORT, NOBODY],
    [FAILED_IMPORT, 'default/ap-guangzhou/15972@2017-06-27T09:02:29Z'],
    ['15967', 'nonsense'],
  ] as const) {
    await page.goto(compare(a, b))
    await page.locator('main').waitFor()
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320)
    const cells = await page.getByRole('cell').all()
    for (const cell of cells) expect(await cell.evaluate((one) => one.scrollWidth - one.clientWidth)).toBe(0)
  }
})
