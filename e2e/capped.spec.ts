import { startApp } from './app'
import { readRows } from './table'
import { alertOn, expect, onceRead, ownRange, testOf } from './test'
import { NEW_YEAR, wireTask } from './wire-tasks'

/** The least that may be set. */
const test = testOf(() =>
  startApp({ CDB_TASKS_ROWS_PER_SCOPE: '1000', CDB_TASKS_REGIONS: 'ap-guangzhou,ap-shanghai-fsi' }),
)

const MINUTE = 60_000
const tasksOf = (count: number) =>
  Array.from({ length: count }, (_, index) =>
    wireTask(index + 1, { startsAt: NEW_YEAR + index * MINUTE, seconds: 30 + (index % 50) }),
  )
const MANY = 1_300

test.beforeEach(async ({ cloud }) => {
  await cloud.serve('ap-guangzhou', tasksOf(MANY))
  await cloud.serve('ap-shanghai-fsi', tasksOf(20))
})

test('more tasks than may be held: the newest are listed, the page says how many, and sorts none of them', async ({
  page,
}) => {
  await page.goto(`/tasks?${ownRange()}&size=100`)
  const note = page.getByText(/Sorting is off: only the newest [\d,]+ of 1,300 tasks of Guangzhou are held\./)
  await expect(note).toBeVisible()
  const held = Number(/newest ([\d,]+) of/.exec((await note.textContent()) ?? '')?.[1]?.replace(',', ''))
  expect(held).toBeGreaterThan(500)
  expect(held).toBeLessThanOrEqual(1_000)
  await expect(page.getByText(`2 of 2 regions · ${(held + 20).toLocaleString('en')} of 1,320 tasks`)).toBeVisible()
  await expect(page.getByText('1 held in part')).toBeVisible()
  for (const column of ['Status', 'Started (Beijing)', 'Job']) {
    await expect(page.getByRole('columnheader', { name: column }).getByRole('button')).toBeDisabled()
  }
  expect((await readRows(page)).map(({ Job }) => Job)).toEqual(
    Array.from({ length: 100 }, (_, index) => String(MANY - index)),
  )

  await page.getByRole('link', { name: 'Narrow the range to what is held' }).click()
  await expect(note).toBeHidden()
  await expect(page.getByText('1 held in part')).toBeHidden()
  await page.getByRole('columnheader', { name: 'Started (Beijing)' }).getByRole('button').click()
  await expect(page).toHaveURL(/sort=started/)
  const [oldest] = await readRows(page)
  expect(oldest?.Job).toBe(String(MANY - held + 1))
})

test('held in part and then out of reach: it is named with its age, the reason and another try', async ({
  page,
  cloud,
}) => {
  await page.goto(`/tasks?${ownRange()}`)
  await expect(page.getByText('1 held in part')).toBeVisible(onceRead)
  await cloud.fault({ kind: 'error', code: 'InternalError.DesError', message: 'x', region: 'ap-guangzhou' })
  const alert = alertOn(page)
  await expect(async () => {
    await page.getByRole('button', { name: 'Refresh' }).click()
    await expect(alert).toContainText(/Guangzhou shows rows that are \d+ s old/, { timeout: 1_000 })
  }).toPass({ timeout: 30_000 })
  await expect(alert).toContainText('InternalError.DesError')
  await expect(page.getByText('1 held in part')).toBeVisible()
  await cloud.endFaults()
  await page.getByRole('button', { name: 'Retry Guangzhou' }).click()
  // What keeps failing is asked every five seconds, and a large region takes its time.
  await expect(alert).toBeHidden({ timeout: 20_000 })
})

test('a search in what is held in part has no answer, until the range is what is held', async ({ page }) => {
  await page.goto(`/tasks?${ownRange()}&q=upgrade-master`)
  const refusal = alertOn(page)
  await expect(refusal).toContainText('Some tasks are missing, so this has no answer yet')
  await expect(refusal).toContainText(/Guangzhou\s*Only the newest [\d,]+ of 1,300 tasks are held\./)
  await expect(page.locator('[data-row]')).toHaveCount(0)
  await refusal.getByRole('link', { name: 'Narrow the range to what is held' }).click()
  await expect(page.locator('[data-row]').first()).toBeVisible()
  await expect(page.getByRole('button', { name: 'Remove filter Search upgrade-master' })).toBeVisible()
})

test('a file of what is held in part says from when on it is whole', async ({ request }) => {
  const text = await (await request.get(`/api/tasks/export?format=csv&${ownRange()}`)).text()
  const [first, second = ''] = text.split('\r\n')
  expect(first).toBe('\ufeff# NOT WHOLE: rows are missing or old in 1 of 2 scopes.')
  const [, held = '', from = ''] =
    /; (\d+) of 1300 rows are here; the newest: starts from (\S+) on\.$/.exec(second) ?? []
  expect(second).toMatch(/^# default ap-guangzhou: partial; it is more than is held of one scope;/)
  const since = tasksOf(MANY).filter((_, index) => NEW_YEAR + index * MINUTE >= Date.parse(from))
  expect(since).toHaveLength(Number(held))
  expect(text).toContain(`Tasks: ${since.length + 20}. Scopes: 2.`)
})
