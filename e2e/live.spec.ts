import { expect, ownRange, test } from './test'

/** Each has a range of its own: what the server remembers of the tasks of one test is not read in another. */
const ownList = () => `/tasks?region=ap-guangzhou&${ownRange()}`

const task = (JobId: number, part: object = {}) => ({
  JobId,
  Type: 11,
  Status: 1,
  Code: 0,
  Message: '',
  Progress: 10,
  StartTime: `2024-01-01 10:00:${String(JobId).padStart(2, '0')}`,
  EndTime: '0000-00-00 00:00:00',
  ...part,
})

test('rows change in place while something runs; new ones wait in a pill under the pointer', async ({
  page,
  cloud,
}) => {
  await cloud.serve('ap-guangzhou', [task(1), task(2)])
  await page.goto(ownList())
  await expect(page.getByText('Live, every 5 s')).toBeVisible()
  await page.locator('[data-row]').first().hover()
  await cloud.serve('ap-guangzhou', [task(3), task(2, { Progress: 70 }), task(1)])
  await expect(page.getByText('1 new task')).toBeVisible({ timeout: 15_000 })
  await expect(page.locator('[data-row]')).toHaveCount(2)
  await expect(page.getByRole('row', { name: /\b2$/ })).toContainText('70%')
  await page.getByRole('button', { name: /1 new task/ }).click()
  await expect(page.locator('[data-row]')).toHaveCount(3)
})

test('new rows do not move the row that has the focus; the pill says how many, and shows them', async ({
  page,
  cloud,
}) => {
  await cloud.serve('ap-guangzhou', [task(1), task(2)])
  await page.goto(ownList())
  await expect(page.locator('[data-row]')).toHaveCount(2)
  await page.keyboard.press('j')
  const focused = page.getByRole('link', { name: '2', exact: true })
  await expect(focused).toBeFocused()
  const place = await focused.boundingBox()
  await cloud.serve('ap-guangzhou', [task(1), task(2, { Progress: 70 }), task(3), task(4)])
  const pill = page.getByRole('button', { name: /2 new tasks/ })
  await expect(pill).toBeVisible({ timeout: 20_000 })
  await expect(page.getByRole('row', { name: /\b2$/ })).toContainText('70%')
  await expect(focused).toBeFocused()
  expect((await focused.boundingBox())?.y).toBe(place?.y)
  await expect(page.locator('a[data-row-link]')).toHaveText(['2', '1'])
  await pill.focus()
  await page.keyboard.press('Enter')
  await expect(page.locator('a[data-row-link]')).toHaveText(['4', '3', '2', '1'])
  await expect(pill).toBeHidden()
  await expect(page.getByRole('link', { name: '4', exact: true })).toBeFocused()
})

test('the open drawer follows the task', async ({ page, cloud }) => {
  await cloud.serve('ap-guangzhou', [task(1)])
  await page.goto(ownList())
  await page.getByRole('link', { name: '1', exact: true }).click()
  await expect(page.getByRole('dialog')).toContainText('Running · Primary instance upgrade · 1')
  await cloud.serve('ap-guangzhou', [task(1, { Status: 2, Progress: 100, EndTime: '2024-01-01 11:00:00' })])
  await expect(page.getByRole('dialog')).toContainText('Succeeded · Primary instance upgrade · 1', { timeout: 15_000 })
})

test('paused means paused, also on focus', async ({ page, cloud }) => {
  await cloud.serve('ap-guangzhou', [task(1)])
  await page.goto(ownList())
  await page.getByRole('button', { name: 'Pause' }).click()
  await expect(page.getByRole('button', { name: 'Resume' })).toBeVisible()
  await cloud.serve('ap-guangzhou', [task(1, { Progress: 90 })])
  await cloud.forgetCalls()
  await page.evaluate(() => window.dispatchEvent(new Event('visibilitychange')))
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 7_000)))
  expect(await cloud.countCalls()).toBe(0)
  await page.getByRole('button', { name: 'Refresh' }).click()
  await expect(page.getByRole('row', { name: /\b1$/ })).toContainText('90%')
  expect(await cloud.countCalls()).toBe(1)
})
