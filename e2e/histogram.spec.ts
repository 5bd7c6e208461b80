import type { Page } from '@playwright/test'
import { readRowsOfAllPages } from './table'
import { expect, onceRead, ownRange, test } from './test'
import { NEW_YEAR, serveOnly, type WireTask, wireTask } from './wire-tasks'

const MINUTE = 60_000
/** Ten hours of starts in two regions, from the fourth hour of the range on. */
const tasks = Array.from({ length: 120 }, (_, index) =>
  wireTask(
    index + 1,
    { startsAt: NEW_YEAR + (240 + index * 5) * MINUTE, seconds: index % 11 === 0 ? null : 90 },
    index % 7 === 1 ? { Status: 3 } : {},
  ),
)
const placeOf = ({ JobId }: WireTask) => (JobId % 2 === 1 ? 'ap-guangzhou' : 'ap-beijing')
const startOf = ({ JobId }: WireTask) => NEW_YEAR + (240 + (JobId - 1) * 5) * MINUTE

test.beforeEach(async ({ cloud, page }) => {
  await serveOnly(cloud, {
    'ap-guangzhou': tasks.filter((task) => placeOf(task) === 'ap-guangzhou'),
    'ap-beijing': tasks.filter((task) => placeOf(task) === 'ap-beijing'),
  })
  await page.goto(`/tasks?${ownRange()}&size=100`)
  await expect(page.getByText('120 tasks', { exact: true })).toBeVisible(onceRead)
})

const barsOf = (page: Page) => page.getByRole('slider', { name: 'Bars of tasks by the time they started' })

/** “… · Failed 3 · Succeeded 12” */
async function countOfMarked(page: Page): Promise<number> {
  const text = (await barsOf(page).getAttribute('aria-valuetext')) ?? ''
  return [...text.matchAll(/ · \D+ (\d+)/g)].reduce((sum, [, count]) => sum + Number(count), 0)
}

/** The address has the range, the list its tasks, and no others. */
async function expectRangeOfTasks(page: Page, count: number, among = tasks) {
  await expect(page.getByText(`${count} tasks`, { exact: true })).toBeVisible()
  const asked = new URL(page.url()).searchParams
  const [from, to] = [Date.parse(asked.get('from') ?? ''), Date.parse(asked.get('to') ?? '')]
  expect(from).toBeGreaterThan(NEW_YEAR)
  const expected = among
    .filter((task) => startOf(task) >= from && startOf(task) <= to)
    .map((task) => `default/${placeOf(task)}/${task.JobId}`)
  const rows = await readRowsOfAllPages(page)
  expect(rows.map(({ key }) => key).toSorted()).toEqual(expected.toSorted())
  expect(expected).toHaveLength(count)
}

test('a drag over bars narrows the list to their time, and says before what they hold', async ({ page }) => {
  const box = await barsOf(page).boundingBox()
  if (!box) throw new Error('the chart has no place on the screen')
  const middle = box.y + box.height / 2
  await page.mouse.move(box.x + box.width * 0.12, middle)
  await page.mouse.down()
  await page.mouse.move(box.x + box.width * 0.18, middle, { steps: 4 })
  const count = await countOfMarked(page)
  expect(count).toBeGreaterThan(5)
  expect(count).toBeLessThan(120)
  expect(page.url()).toContain('from=2023-12-31T16:00:00Z')
  await page.mouse.up()
  await expectRangeOfTasks(page, count)
  await page.goBack()
  await expect(page.getByText('120 tasks', { exact: true })).toBeVisible()
})

test('a click on one bar narrows the list to it', async ({ page }) => {
  const box = await barsOf(page).boundingBox()
  if (!box) throw new Error('the chart has no place on the screen')
  await page.mouse.move(box.x + box.width * 0.15, box.y + 5)
  const count = await countOfMarked(page)
  expect(count).toBeGreaterThan(1)
  await page.mouse.down()
  await page.mouse.up()
  await expectRangeOfTasks(page, count)
})

test('the keys do the same: arrows move, Shift extends, Enter narrows, Escape forgets', async ({ page }) => {
  const bars = barsOf(page)
  await bars.focus()
  await page.keyboard.press('Home')
  await expect(bars).toHaveAttribute('aria-valuenow', '1')
  await expect(bars).toHaveAttribute('aria-valuetext', /none started/)
  while ((await countOfMarked(page)) === 0) await page.keyboard.press('ArrowRight')
  const one = await countOfMarked(page)
  for (const key of ['Shift+ArrowRight', 'Shift+ArrowRight', 'Shift+ArrowRight', 'Shift+ArrowLeft']) {
    await page.keyboard.press(key)
  }
  await expect.poll(() => countOfMarked(page)).toBeGreaterThan(one)
  const list = page.url()
  await page.keyboard.press('Escape')
  expect(page.url()).toBe(list)
  await page.keyboard.press('Home')
  while ((await countOfMarked(page)) === 0) await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Shift+ArrowRight')
  await page.keyboard.press('Shift+ArrowRight')
  const count = await countOfMarked(page)
  expect(count).toBeGreaterThan(one)
  await page.keyboard.press('Enter')
  await expectRangeOfTasks(page, count)
})

test('of what ran at a moment: the bars reach as far back as the rows, and narrow them', async ({ page }) => {
  const running = tasks.filter(({ Status }) => Status === 1)
  const lookBack = Date.parse('2024-01-01T10:00:00+08:00')
  const earlier = running.filter((task) => startOf(task) < lookBack)
  await page.goto('/tasks?at=2024-01-08T02:00:00Z&size=100')
  await expect(page.getByText(`${running.length} tasks`, { exact: true })).toBeVisible(onceRead)
  const overview = page.getByRole('region', { name: 'Starts (Beijing)' })
  await expect(overview).toContainText('2024-01-01 10:00 – 2024-01-08 10:00')
  await expect(overview).toContainText(`+ ${earlier.length} earlier`)
  const bars = barsOf(page)
  await bars.focus()
  await page.keyboard.press('Home')
  const count = await countOfMarked(page)
  expect(count).toBeGreaterThan(0)
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/at=2024-01-08T02:00:00Z/)
  await expectRangeOfTasks(page, count, running)
})

test('the same as a table: its rows add up to the list, and each narrows it', async ({ page }) => {
  await page.getByRole('button', { name: 'Show as table' }).click()
  const table = page.getByRole('region', { name: 'Starts as a table, scrolls' }).getByRole('table')
  await expect(table.getByRole('columnheader')).toHaveText([
    'Started (Beijing)',
    'Failed',
    'Active',
    'Succeeded',
    'Other',
  ])
  const counts = await table
    .locator('tbody tr')
    .evaluateAll((rows) =>
      rows.map((row) => [...row.querySelectorAll('td')].reduce((sum, cell) => sum + Number(cell.textContent), 0)),
    )
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(120)
  const index = counts.findIndex((count) => count > 1)
  await table.locator('tbody tr').nth(index).getByRole('button').click()
  await expectRangeOfTasks(page, counts[index] ?? 0)
  await page.getByRole('button', { name: 'Show as chart' }).click()
  await expect(barsOf(page)).toBeVisible()
})
