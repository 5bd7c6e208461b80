import type { Page } from '@playwright/test'
import type { Cloud } from './cloud'
import { readRows, readRowsOfAllPages } from './table'
import { alertOn, expect, onceRead, ownDay, ownRange, test } from './test'
import { NEW_YEAR, serveOnly, wireTask } from './wire-tasks'

const DOWN = { kind: 'error', code: 'InternalError.DesError', message: 'x', region: 'ap-beijing' }
const REQUEST_ID = /RequestId [0-9a-f]{8}-[0-9a-f-]{27}/

/** Four starts an hour, each a second longer than the one before. */
const tasksFrom = (job: number, count: number) =>
  Array.from({ length: count }, (_, index) =>
    wireTask(
      job + index,
      { startsAt: NEW_YEAR + index * 900_000, seconds: 60 + index },
      { Message: 'import of orders' },
    ),
  )
const served = {
  'ap-guangzhou': tasksFrom(100, 70),
  'ap-shanghai': tasksFrom(300, 40),
  'ap-beijing': tasksFrom(500, 5),
}

test.beforeEach(({ cloud }) => serveOnly(cloud, served))

const regionsOf = async (page: Page) => new Set((await readRows(page)).map(({ Region }) => Region))

test('one region down: the others are shown, and it is named with code and RequestId', async ({ page, cloud }) => {
  await cloud.fault(DOWN)
  await page.goto(`/tasks?${ownRange()}`)
  const alert = alertOn(page)
  await expect(alert).toContainText('Beijing could not be read')
  await expect(alert).toContainText('InternalError.DesError')
  await expect(alert).toContainText(REQUEST_ID)
  await expect(page.getByText('5 of 6 regions · 110 tasks read')).toBeVisible()
  await expect(page.getByText('1 not read')).toBeVisible()
  await expect(page.getByRole('status').filter({ hasText: 'At least 110 tasks' })).toBeVisible()
  const rows = await readRowsOfAllPages(page)
  expect(rows).toHaveLength(110)
  expect(rows.filter(({ key }) => key.includes('ap-beijing'))).toEqual([])
})

test('one region down: neither sorted nor searched as if it were whole, with the reason and a way on', async ({
  page,
  cloud,
}) => {
  await cloud.fault(DOWN)
  await page.goto(`/tasks?${ownRange()}`)
  await expect(page.getByText('Sorting is off: Beijing could not be read.')).toBeVisible(onceRead)
  for (const column of ['Status', 'Duration', 'Job']) {
    await expect(page.getByRole('columnheader', { name: column }).getByRole('button')).toBeDisabled()
  }
  const find = page.getByRole('textbox', { name: 'Search or paste an id' })
  await find.fill('orders')
  await find.press('Enter')
  const refusal = alertOn(page)
  await expect(refusal).toContainText('Some tasks are missing, so this has no answer yet')
  await expect(refusal).toContainText('Beijing')
  await expect(refusal).toContainText('InternalError.DesError')
  await expect(page.locator('[data-row]')).toHaveCount(0)
  await expect(page.getByRole('status').filter({ hasText: 'No answer yet' })).toBeVisible()

  await refusal.getByRole('link', { name: 'Answer without Beijing' }).click()
  await expect(page).toHaveURL(/region=[a-z,-]*ap-guangzhou/)
  await expect(page).not.toHaveURL(/ap-beijing/)
  await expect(page.getByText('110 tasks', { exact: true })).toBeVisible()
  await page.getByRole('columnheader', { name: 'Duration' }).getByRole('button').click()
  await expect(page).toHaveURL(/sort=-duration/)
  await expect(page.locator('[data-row]').first()).toHaveAttribute('data-row', 'default/ap-guangzhou/169')
})

test('an address that sorts is not answered out of a part either', async ({ page, cloud }) => {
  await cloud.fault(DOWN)
  await page.goto(`/tasks?${ownRange()}&sort=-duration`)
  await expect(alertOn(page)).toContainText('Some tasks are missing, so this has no answer yet')
  await expect(page.locator('[data-row]')).toHaveCount(0)
})

test('the notice that came with the page stays where it is while the page wakes', async ({ page, cloud }) => {
  await page.addInitScript(() => {
    const shifts: number[] = []
    new PerformanceObserver((list) => {
      // Safe: the observer is told of these entries only; the DOM's own types do not know them.
      for (const entry of list.getEntries()) shifts.push((entry as PerformanceEntry & { value: number }).value)
    }).observe({ type: 'layout-shift', buffered: true })
    Object.assign(window, { shifts })
  })
  await cloud.fault({ ...DOWN, code: 'OperationDenied.UserHasNoStrategy' })
  const address = `/tasks?${ownRange()}`
  // The failure is in the first HTML only where it is known by then.
  await expect.poll(async () => (await page.request.get(address)).text()).toContain('Beijing could not be read')
  await page.goto(address)
  await page.waitForLoadState('networkidle')
  await expect(alertOn(page)).toContainText('Beijing could not be read')
  const shifts = await page.evaluate(() => (window as Window & { shifts?: number[] }).shifts)
  // An age that grows by a digit moves what stands beside it; a notice that goes and comes moves the table.
  expect(Math.max(0, ...(shifts ?? [Number.NaN]))).toBeLessThan(0.005)
})

test('Retry asks the missing region alone', async ({ page, cloud }) => {
  test.slow()
  // An answer: however often it is asked again, it is not held.
  const refusing = { kind: 'error', code: 'UnauthorizedOperation', message: 'x', region: 'ap-beijing' }
  await cloud.fault(refusing)
  await page.goto(`/tasks?${ownRange()}`)
  await expect(alertOn(page)).toContainText('Beijing could not be read')
  await page.getByRole('button', { name: 'Pause' }).click()

  // The others’ answers are good for some seconds, in which the region has to be retried: on a slow machine, once more.
  let inTime = false
  for (let tries = 0; tries < 5 && !inTime; tries++) {
    await cloud.fault(refusing)
    await expect(async () => {
      await page.getByRole('button', { name: 'Refresh' }).click()
      await expect(alertOn(page)).toBeVisible({ timeout: 1_000 })
    }).toPass()
    const readAt = await refreshOthers(page, cloud)
    await cloud.endFaults()
    await cloud.forgetCalls()
    await expect(async () => {
      const retry = page.getByRole('button', { name: 'Retry Beijing' })
      if (await retry.isVisible()) await retry.click({ timeout: 1_000 })
      await expect(alertOn(page)).toBeHidden({ timeout: 1_000 })
    }).toPass()
    const calls = await cloud.countCallsByRegion()
    inTime = Date.now() - readAt < 4_500
    if (inTime) expect(calls).toEqual({ 'ap-beijing': 1 })
  }
  expect(inTime, 'Retry came before the answers of the others were old').toBe(true)
  await expect(page.getByText('6 of 6 regions · 115 of 115 tasks')).toBeVisible()
  await expect(page.getByText('115 tasks', { exact: true })).toBeVisible()
})

/** Refreshes until that has read every region but Beijing, and tells when the reading began. */
async function refreshOthers(page: Page, cloud: Cloud): Promise<number> {
  for (;;) {
    await cloud.forgetCalls()
    const begunAt = Date.now()
    const refreshed = page.waitForResponse((response) => response.url().includes('/api/tasks'))
    await page.getByRole('button', { name: 'Refresh' }).click()
    await refreshed
    const { 'ap-beijing': _, ...others } = await cloud.countCallsByRegion()
    if (Object.keys(others).length === 5) return begunAt
  }
}

test('a region that is silent holds none of the others', async ({ page, request, cloud }) => {
  await cloud.fault({ kind: 'stall', region: 'ap-shanghai' })
  const address = `/tasks?${ownRange()}&size=100`
  // The first HTML has rows while the silent region has neither answered nor been given up.
  const html = await (await request.get(address)).text()
  expect(html).toContain('>1 being read<')
  expect(html).toContain('data-row="default/ap-guangzhou/')
  await page.goto(address)
  await expect(page.locator('[data-row]')).toHaveCount(75)
  await expect(alertOn(page)).toContainText('Shanghai could not be read', { timeout: 20_000 })
  await expect(alertOn(page)).toContainText('The cloud did not answer in time')
  expect(await regionsOf(page)).toEqual(new Set(['Guangzhou', 'Beijing']))
  await cloud.endFaults()
  await expect(page.getByText('6 of 6 regions · 115 of 115 tasks')).toBeVisible({ timeout: 20_000 })
  await expect(alertOn(page)).toBeHidden()
})

test('a region that goes down keeps its rows, marked with their age', async ({ page, cloud }) => {
  await page.goto(`/tasks?${ownRange()}&size=20`)
  await expect(page.getByText('6 of 6 regions · 115 of 115 tasks')).toBeVisible(onceRead)
  await cloud.fault({ ...DOWN, region: 'ap-guangzhou' })
  const alert = alertOn(page)
  await expect(async () => {
    await page.getByRole('button', { name: 'Refresh' }).click()
    await expect(alert).toBeVisible({ timeout: 2_000 })
  }).toPass({ timeout: 30_000 })
  await expect(alert).toContainText(/Guangzhou shows rows that are \d+ s old; the latest reading failed:/)
  await expect(alert).toContainText('InternalError.DesError')
  await expect(alert).toContainText(REQUEST_ID)
  await expect(page.getByText('1 from an older reading')).toBeVisible()
  await expect(page.getByText('115 tasks', { exact: true })).toBeVisible()
  expect(await regionsOf(page)).toContain('Guangzhou')
  // Old, and whole: it can be sorted.
  await page.getByRole('columnheader', { name: 'Duration' }).getByRole('button').click()
  await expect(page.locator('[data-row]').first()).toHaveAttribute('data-row', 'default/ap-guangzhou/169')
  await cloud.endFaults()
  await expect(alert).toBeHidden({ timeout: 20_000 })
  await expect(page.getByText('1 from an older reading')).toBeHidden()
})

test('an older reading that did not add up is no more the whole for being old: neither sorted nor searched', async ({
  page,
  cloud,
}) => {
  const [first] = served['ap-beijing']
  await cloud.serve('ap-beijing', [...served['ap-beijing'], first])
  const address = `/tasks?${ownRange()}`
  await page.goto(address)
  await expect(page.getByText('Sorting is off: what was read of Beijing does not add up.')).toBeVisible(onceRead)
  await cloud.fault(DOWN)
  const alert = alertOn(page)
  await expect(async () => {
    await page.getByRole('button', { name: 'Refresh' }).click()
    await expect(alert).toContainText(/Beijing shows rows that are \d+ s old/, { timeout: 1_000 })
  }).toPass({ timeout: 30_000 })
  await expect(page.getByText('Sorting is off: what was read of Beijing does not add up.')).toBeVisible()
  await expect(page.getByRole('columnheader', { name: 'Duration' }).getByRole('button')).toBeDisabled()
  await page.goto(`${address}&q=orders`)
  await expect(alert).toContainText('Some tasks are missing, so this has no answer yet')
})

test('what was read opens into every region, the worst first, and asks one again from there', async ({
  page,
  cloud,
}) => {
  await cloud.fault(DOWN)
  await page.goto(`/tasks?${ownDay()}`)
  await expect(alertOn(page)).toContainText('Beijing could not be read')
  await page.locator('summary').filter({ hasText: '5 of 6 regions' }).click()
  const table = page.getByRole('table', { name: 'What was read' })
  await expect(table.getByRole('rowheader')).toHaveCount(6)
  const worst = table.getByRole('row').nth(1)
  await expect(worst).toContainText('Beijing')
  await expect(worst).toContainText('Not read')
  await expect(worst).toContainText('InternalError.DesError')
  await cloud.endFaults()
  await expect(async () => {
    const retry = table.getByRole('button', { name: 'Retry Beijing' })
    if (await retry.isVisible()) await retry.click({ timeout: 1_000 })
    await expect(table.getByText('Not read')).toBeHidden({ timeout: 1_000 })
  }).toPass()
  await expect(alertOn(page)).toBeHidden()
})

test('all regions down is an error, not an empty list', async ({ page, cloud }) => {
  await cloud.fault({ kind: 'error', code: 'InternalError.DesError', message: 'x' })
  await page.goto(`/tasks?${ownRange()}`)
  await expect(alertOn(page)).toContainText('The cloud answered with an error of its own')
  await expect(alertOn(page)).toContainText('InternalError.DesError')
  await expect(page.locator('main')).not.toContainText('No task')
  await cloud.endFaults()
  await expect(page.getByText('115 tasks', { exact: true })).toBeVisible({ timeout: 20_000 })
})

test('every region down: one message says so, and another try asks them all at once, also while paused', async ({
  page,
  cloud,
}) => {
  await cloud.fault({ kind: 'error', code: 'InternalError.DesError', message: 'x' })
  await page.goto(`/tasks?${ownRange()}`)
  await expect(alertOn(page)).toHaveCount(1, onceRead)
  await expect(alertOn(page)).toContainText('InternalError.DesError')
  await page.getByRole('button', { name: 'Pause' }).click()
  await cloud.endFaults()
  // What keeps failing is asked every five seconds, however often somebody tries.
  await page.getByRole('button', { name: 'Try again now' }).click()
  await expect(async () => {
    await page.getByRole('button', { name: 'Refresh' }).click({ timeout: 1_000 })
    await expect(page.getByText('6 of 6 regions · 115 of 115 tasks')).toBeVisible({ timeout: 1_000 })
  }).toPass({ timeout: 20_000 })
  await expect(page.locator('[data-row]')).toHaveCount(50)
})
