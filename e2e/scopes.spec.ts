import { readRows, readRowsOfAllPages } from './table'
import { expect, onceRead, ownRange, test } from './test'
import { NEW_YEAR, serveOnly, type WireTask, wireTask } from './wire-tasks'

const MINUTE = 60_000
/** By the region's name on the page; each has its tasks at other seconds, so that they lie between those of the others. */
const PLACES = [
  { region: 'ap-guangzhou', name: 'Guangzhou' },
  { region: 'ap-shanghai', name: 'Shanghai' },
  { region: 'ap-beijing', name: 'Beijing' },
]
const TYPES = [
  { code: 3, label: 'Data import', slug: 'import-data' },
  { code: 11, label: 'Primary instance upgrade', slug: 'upgrade-master' },
  { code: 7, label: 'Restart', slug: 'reboot' },
]
const STATUSES = [
  { code: 2, label: 'Succeeded' },
  { code: 3, label: 'Failed' },
  { code: 4, label: 'Terminated' },
]
const EACH = 50

/** Every value differs from its neighbours’, and none goes with the order of another. */
function tasksOf(place: number): WireTask[] {
  return Array.from({ length: EACH }, (_, index) => {
    const mixed = (index * 17 + place * 5) % EACH
    return wireTask(
      // The jobs of one region have the ids of another’s.
      1_000 + index,
      { startsAt: NEW_YEAR + index * 7 * MINUTE + place * 1_000, seconds: 30 + mixed * 40 + place },
      {
        Type: TYPES[mixed % 3]?.code,
        Status: STATUSES[(mixed + place) % 3]?.code,
        Progress: (mixed * 2 + place) % 101,
        Message: `note ${String((mixed * 3 + place) % 150).padStart(3, '0')}`,
        InstanceIds: [`cdb-${String((mixed * 7 + place) % 150).padStart(8, 'a')}`],
      },
    )
  })
}

const served = Object.fromEntries(PLACES.map(({ region }, place) => [region, tasksOf(place)]))
const taskByKey = new Map(
  PLACES.flatMap(({ region }) => (served[region] ?? []).map((task) => [`default/${region}/${task.JobId}`, task])),
)

test.beforeEach(({ cloud }) => serveOnly(cloud, served))

test('regions are one list, newest start first, each task once, and each under its own region', async ({ page }) => {
  await page.goto(`/tasks?${ownRange()}&size=100`)
  await expect(page.getByText('6 of 6 regions · 150 of 150 tasks')).toBeVisible(onceRead)
  const rows = await readRowsOfAllPages(page)
  expect(rows.map(({ key }) => key).toSorted()).toEqual([...taskByKey.keys()].toSorted())
  const starts = rows.map(({ key }) => taskByKey.get(key)?.StartTime)
  expect(starts).toEqual(starts.toSorted().toReversed())
  for (const row of rows) {
    const place = PLACES.find(({ region }) => row.key.startsWith(`default/${region}/`))
    expect([row.Region, row['Started (Beijing)']]).toEqual([place?.name, taskByKey.get(row.key)?.StartTime])
  }
  await expect(page.getByRole('columnheader', { name: 'Account' })).toBeHidden()
})

test('equal job ids of several regions are several tasks, each with its own drawer', async ({ page }) => {
  await page.goto(`/tasks?${ownRange()}&size=100`)
  const drawer = page.getByRole('dialog')
  for (const { region, name } of PLACES) {
    await page.locator(`[data-row="default/${region}/1049"] a[data-row-link]`).click()
    await expect(page).toHaveURL(new RegExp(`task=default/${region}/1049@`))
    await expect(drawer.locator('dl > div', { hasText: 'Region' })).toContainText(name)
    await expect(drawer).toContainText(taskByKey.get(`default/${region}/1049`)?.Message ?? 'no such task')
    await page.keyboard.press('Escape')
    await expect(drawer).toBeHidden()
  }
})

/** What each column is sorted by, as the tasks were written; what the page shows is not asked. */
const SORTED_BY: Record<string, (key: string, task: WireTask) => number | string> = {
  // The order of the service’s own numbers: succeeded, failed, terminated.
  Status: (_, { Status }) => Status,
  Type: (_, { Type }) => TYPES.find(({ code }) => code === Type)?.slug ?? '',
  Instance: (_, { InstanceIds }) => InstanceIds[0] ?? '',
  Message: (_, { Message }) => Message,
  Progress: (_, { Progress }) => Progress,
  'Started (Beijing)': (_, { StartTime }) => StartTime,
  Duration: (_, { StartTime, EndTime }) => Date.parse(EndTime) - Date.parse(StartTime),
  Region: (key) => key.split('/')[1] ?? '',
  Job: (_, { JobId }) => JobId,
}

test('every column sorts the whole list, over the borders of pages and regions', async ({ page }) => {
  test.slow()
  await page.goto(`/tasks?${ownRange()}&size=100`)
  await page.getByRole('button', { name: 'Pause' }).click()
  for (const [column, sortedBy] of Object.entries(SORTED_BY)) {
    const head = page.getByRole('columnheader', { name: column, exact: true })
    await head.getByRole('button').click()
    await expect(head).toHaveAttribute('aria-sort', /^(ascending|descending)$/)
    const descending = (await head.getAttribute('aria-sort')) === 'descending'
    const rows = await readRowsOfAllPages(page)
    const values = rows.map(({ key }) => {
      const task = taskByKey.get(key)
      return task ? sortedBy(key, task) : Number.NaN
    })
    const ordered = values.toSorted((a, b) => (a < b ? -1 : Number(a > b)) * (descending ? -1 : 1))
    expect(values, column).toEqual(ordered)
    expect(new Set(rows.map(({ key }) => key)).size, column).toBe(taskByKey.size)
  }
})

test('a region, a type and a status narrow the merged list together', async ({ page }) => {
  await page.goto(`/tasks?${ownRange()}&size=100`)
  await page.locator('summary').filter({ hasText: 'All regions' }).click()
  await page.getByRole('checkbox', { name: 'Guangzhou' }).check()
  await page.getByRole('checkbox', { name: 'Beijing' }).check()
  await expect(page).toHaveURL(/region=ap-guangzhou,ap-beijing/)
  await page.keyboard.press('Escape')
  await expect(page.locator('summary').filter({ hasText: '2 of 6 regions' })).toBeVisible()
  await page.locator('summary').filter({ hasText: 'Any type' }).click()
  await page.getByRole('checkbox', { name: 'Restart' }).check()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: /^Terminated \d+$/ }).click()
  await expect(page).toHaveURL(/status=killed/)
  const expected = [...taskByKey].filter(
    ([key, { Type, Status }]) => !key.includes('shanghai') && Type === 7 && Status === 4,
  )
  expect(expected.length).toBeGreaterThan(3)
  await expect(page.getByText(`${expected.length} tasks`, { exact: true })).toBeVisible()
  const rows = await readRows(page)
  expect(rows.map(({ key }) => key).toSorted()).toEqual(expected.map(([key]) => key).toSorted())
})
