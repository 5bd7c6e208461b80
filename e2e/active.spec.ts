import { readRows } from './table'
import { expect, onceRead, ownDay, ownRange, test } from './test'
import { NEW_YEAR, serveOnly, wireTask } from './wire-tasks'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

test('what still runs from before the window stands in a group of its own, and opens like any other', async ({
  page,
  cloud,
}) => {
  const now = Date.now()
  const ago = (hours: number) => now - hours * HOUR
  await serveOnly(cloud, {
    'ap-guangzhou': [
      wireTask(1, { startsAt: ago(30), seconds: null }),
      wireTask(3, { startsAt: ago(31), seconds: 60 }),
      ...Array.from({ length: 25 }, (_, index) =>
        wireTask(10 + index, { startsAt: ago(2) - index * MINUTE, seconds: 30 }),
      ),
    ],
    'ap-beijing': [wireTask(2, { startsAt: ago(50), seconds: null }, { Status: 6 })],
  })
  await page.goto(`/tasks?${ownDay()}&size=20`)
  const groups = page.getByRole('rowheader', { name: /^Still active, started more than .+ ago · 2$/ })
  await expect(groups).toBeVisible()
  await expect(page.getByRole('rowheader', { name: 'Started in this range' })).toBeVisible()
  const rows = await readRows(page)
  expect(rows.map(({ Job }) => Job)).toEqual(['1', '2', ...Array.from({ length: 20 }, (_, index) => `${10 + index}`)])
  expect(rows.map(({ Status }) => Status).slice(0, 3)).toEqual(['Running', 'Paused', 'Succeeded'])
  // They are beside the range, not in it: its count is that of the range.
  await expect(page.getByText('25 tasks', { exact: true })).toBeVisible()

  await page.getByRole('link', { name: '1', exact: true }).click()
  const drawer = page.getByRole('dialog')
  const title = drawer.getByRole('heading', { level: 2 })
  await expect(title).toHaveText('Running · Primary instance upgrade · 1')
  await expect(drawer.getByText('1 of 22')).toBeVisible()
  await page.keyboard.press(']')
  await expect(title).toContainText(' · 2')
  await page.keyboard.press(']')
  await expect(title).toContainText(' · 10')
  await expect(drawer.getByText('3 of 22')).toBeVisible()
  await page.keyboard.press('[')
  await expect(title).toContainText(' · 2')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('link', { name: '2', exact: true })).toBeFocused()

  await page.getByRole('link', { name: 'Next page' }).click()
  await expect(page.getByText('Page 2 of 2')).toBeVisible()
  expect((await readRows(page)).map(({ Job }) => Job)).toEqual(['30', '31', '32', '33', '34'])
  await expect(groups).toBeHidden()
})

test('where many run from before, the first stand for them, so that the range stays in sight', async ({
  page,
  cloud,
}) => {
  const ago = (minutes: number) => Date.now() - minutes * MINUTE
  await serveOnly(cloud, {
    'ap-guangzhou': [
      ...Array.from({ length: 14 }, (_, index) =>
        wireTask(10 + index, { startsAt: ago(2_000 + index), seconds: null }),
      ),
      wireTask(1, { startsAt: ago(5), seconds: 30 }),
    ],
  })
  await page.goto(`/tasks?${ownDay()}`)
  await expect(page.getByRole('rowheader', { name: / ago · 14/ })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Active 0 + 14 earlier', exact: true })).toBeVisible()
  await expect(page.locator('[data-row]')).toHaveCount(9)
  await page.getByRole('button', { name: 'Show all 14' }).click()
  await expect(page.locator('[data-row]')).toHaveCount(15)
})

test('running at a moment: what ran then, wherever it started, as far back as the page says', async ({
  page,
  cloud,
}) => {
  const at = NEW_YEAR + 12 * HOUR
  const days = 24 * HOUR
  await serveOnly(cloud, {
    'ap-guangzhou': [
      wireTask(1, { startsAt: at - HOUR, seconds: 2 * 3_600 }, { Message: 'over the moment' }),
      wireTask(2, { startsAt: at - 2 * HOUR, seconds: 1_800 }, { Message: 'ended before' }),
      wireTask(3, { startsAt: at + 30 * MINUTE, seconds: 60 }, { Message: 'started after' }),
      wireTask(4, { startsAt: at - 60_000, seconds: 60 }, { Message: 'ended at the moment' }),
    ],
    'ap-shanghai': [
      wireTask(5, { startsAt: at - 2 * days, seconds: null }, { Message: 'still runs' }),
      wireTask(6, { startsAt: at - 8 * days, seconds: 9 * 86_400 }, { Message: 'beyond the look-back' }),
      wireTask(7, { startsAt: at - 8 * days, seconds: null }, { Message: 'still runs from beyond the look-back' }),
    ],
  })
  await page.goto(`/tasks?${ownRange()}`)
  await page.getByRole('combobox', { name: 'Started' }).selectOption('Running at…')
  await expect(page.getByText('Look-back 7 days: shown is what ran at that moment')).toBeVisible()
  await page.getByRole('textbox', { name: 'At' }).fill('2024-01-01 12:00:00')
  await page.getByRole('button', { name: 'Apply' }).click()
  await expect(page).toHaveURL(/at=2024-01-01T04:00:00Z/)
  await expect(page.getByRole('button', { name: 'Remove filter Running at 2024-01-01 12:00:00' })).toBeVisible()
  await expect(page.getByText('4 tasks', { exact: true })).toBeVisible()
  expect((await readRows(page)).map(({ Job }) => Job)).toEqual(['4', '1', '5', '7'])
})

test('waiting tasks, which the service cannot be asked for, and all active ones are found', async ({ page, cloud }) => {
  const live = (JobId: number, TaskStatus: string, minutes: number) => {
    const {
      Type: _,
      Status: __,
      Data: ___,
      ...item
    } = wireTask(JobId, {
      startsAt: NEW_YEAR + minutes * MINUTE,
      seconds: TaskStatus === 'SUCCEED' ? 30 : null,
    })
    return { ...item, TaskType: 'UPGRADE MASTER', TaskStatus }
  }
  await serveOnly(cloud, {
    'ap-shanghai': [live(1, 'WAITING', 1), live(2, 'RUNNING', 2), live(3, 'SUCCEED', 3), live(4, 'WAITING', 4)],
    'ap-singapore': [live(5, 'PAUSED', 5), live(6, 'WAITING', 6), live(7, 'SUCCEED', 7), live(8, 'UNDEFINED', 8)],
  })
  await page.goto(`/tasks?${ownRange()}`)
  await expect(page.getByText('8 tasks', { exact: true })).toBeVisible(onceRead)
  const active = page.getByRole('button', { name: 'Active 6', exact: true })
  await active.click()
  await expect(page).toHaveURL(/status=active/)
  await expect(active).toHaveAttribute('aria-pressed', 'true')
  await expect(page.getByText('6 tasks', { exact: true })).toBeVisible()
  expect((await readRows(page)).map(({ Job, Status }) => `${Job} ${Status}`)).toEqual([
    '8 Not started',
    '6 Waiting (cancellable)',
    '5 Paused',
    '4 Waiting (cancellable)',
    '2 Running',
    '1 Waiting (cancellable)',
  ])
  await active.click()
  await expect(page).not.toHaveURL(/status=/)
  await page.locator('summary').filter({ hasText: 'More' }).click()
  await page.getByRole('checkbox', { name: 'Waiting (cancellable) 3' }).check()
  await expect(page).toHaveURL(/status=waiting/)
  await expect(page.getByText('What has waited since before the range is not among them')).toBeVisible()
  await expect(page.getByText('3 tasks', { exact: true })).toBeVisible()
  await expect(page.getByRole('button', { name: /^Active/ })).toHaveAttribute('aria-pressed', 'mixed')
  expect((await readRows(page)).map(({ Job }) => Job)).toEqual(['6', '4', '1'])
})
