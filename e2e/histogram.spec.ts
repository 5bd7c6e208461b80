import type { Page } from '@playwright/test'
import { readRowsOfAllPages } from './table'
import { expect, onceRead, ownRange, test } from './test'
import { NEW_YEAR, serveOnly, wireTask } from './wire-tasks'

const MINUTE = 60_000
/** Ten hours of starts in two regions, from the fourth hour of the range on. */
const tasks = Array.from({ length: 120 }, (_, index) =>
  wireTask(
    index + 1,
    { startsAt: NEW_YEAR + (240 + index * 5) * MINUTE, seconds: index % 11 === 0 ? null : 90 },
    index % 7 === 1 ? { Status: 3 } : {},
  ),
)
const startByKey = new Map(
  tasks.map(({ JobId }, index) => [
    `default/${index % 2 === 0 ? 'ap-guangzhou' : 'ap-beijing'}/${JobId}`,
    NEW_YEAR + (240 + index * 5) * MINUTE,
  ]),
)

test.beforeEach(async ({ cloud, page }) => {
  await serveOnly(cloud, {
    'ap-guangzhou': tasks.filter((_, index) => index % 2 === 0),
    'ap-beijing': tasks.filter((_, index) => index % 2 === 1),
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
async function expectRangeOfTasks(page: Page, count: number) {
  await expect(page.getByText(`${count} tasks`, { exact: true })).toBeVisible()
  const asked = new URL(page.url()).searchParams
  const [from, to] = [Date.parse(asked.get('from') ?? ''), Date.parse(asked.get('to') ?? '')]
  expect(from).toBeGreaterThan(NEW_YEAR)
  const expected = [...startByKey].filter(([, start]) => start >= from && start <= to).map(([key]) => key)
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
