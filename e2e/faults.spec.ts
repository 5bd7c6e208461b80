import { alertOn, expect, ownDay, test } from './test'

const FAULTS = [
  {
    fault: { kind: 'error', code: 'RequestLimitExceeded', message: 'slow down' },
    title: 'The cloud is turning calls away',
    code: 'RequestLimitExceeded',
  },
  {
    fault: { kind: 'error', code: 'UnauthorizedOperation', message: 'no' },
    title: 'The key may not read tasks',
    code: 'UnauthorizedOperation',
  },
  {
    fault: { kind: 'error', code: 'OperationDenied.UserHasNoStrategy', message: 'no' },
    title: 'The key may not read tasks',
    code: 'OperationDenied.UserHasNoStrategy',
  },
  {
    fault: { kind: 'error', code: 'InvalidParameterValue.DataConvertError', message: 'no' },
    title: 'The cloud refuses this question',
    code: 'InvalidParameterValue.DataConvertError',
  },
  {
    fault: { kind: 'error', code: 'InternalError.DesError', message: 'no' },
    title: 'The cloud answered with an error of its own',
    code: 'InternalError.DesError',
  },
  {
    fault: { kind: 'error', code: 'AuthFailure.SignatureExpire', message: 'no' },
    title: 'The server’s clock is wrong',
    code: 'AuthFailure.SignatureExpire',
  },
  { fault: { kind: 'http', status: 502 }, title: 'The cloud answered with an error of its own' },
  { fault: { kind: 'http', status: 429, retryAfter: 1 }, title: 'The cloud is turning calls away' },
  { fault: { kind: 'reset' }, title: 'The cloud cannot be reached from the server' },
  {
    fault: { kind: 'reset-body' },
    title: /The cloud (cannot be reached from the server|did not answer in time)|answer could not be read/,
  },
  { fault: { kind: 'not-json' }, title: 'The cloud’s answer could not be read' },
  { fault: { kind: 'empty' }, title: 'The cloud’s answer could not be read' },
  { fault: { kind: 'no-response' }, title: 'The cloud’s answer could not be read' },
  { fault: { kind: 'truncate-chunked' }, title: /could not be read|cannot be reached|did not answer in time/ },
]

/** Each ends with its deadline only: a region for each, so that they can be waited for together. */
const SILENT = [
  { kind: 'truncate', region: 'ap-beijing' },
  { kind: 'stall', region: 'ap-guangzhou' },
  { kind: 'stall-body', region: 'ap-shanghai' },
  { kind: 'drip', bytesPerSecond: 20, region: 'ap-singapore' },
]

for (const { fault, title, code } of FAULTS) {
  const name = [fault.kind, 'code' in fault ? fault.code : '', 'status' in fault ? fault.status : '']
    .filter(Boolean)
    .join(' ')
  test(`${name}: its own state, and the page recovers when the fault ends`, async ({ page, cloud }) => {
    test.setTimeout(60_000)
    await cloud.fault({ ...fault, region: 'ap-beijing' })
    await page.goto(`/tasks?region=ap-beijing&${ownDay()}`)
    const alert = alertOn(page)
    await expect(alert).toContainText(title, { timeout: 20_000 })
    if (code) {
      await expect(alert).toContainText(code)
      await expect(alert).toContainText(/[0-9a-f]{8}-[0-9a-f]{4}/i)
    }
    await cloud.endFaults()
    await page.keyboard.press('r')
    await expect(page.locator('[data-row]').first()).toBeVisible({ timeout: 20_000 })
    await expect(alert).toBeHidden()
  })
}

test('the silent forms: their own state, and the pages recover when the faults end', async ({ context, cloud }) => {
  for (const fault of SILENT) await cloud.fault(fault)
  const looked = SILENT.map(async ({ region }) => {
    const page = await context.newPage()
    await page.goto(`/tasks?region=${region}&${ownDay()}`)
    await expect(alertOn(page)).toContainText('The cloud did not answer in time', { timeout: 25_000 })
    return page
  })
  const pages = await Promise.all(looked)
  await cloud.endFaults()
  for (const page of pages) {
    await page.keyboard.press('r')
    await expect(page.locator('[data-row]').first()).toBeVisible({ timeout: 20_000 })
    await expect(alertOn(page)).toBeHidden()
  }
})

test('a slow cloud (latency) shows rows all the same', async ({ page, cloud }) => {
  await cloud.fault({ kind: 'latency', ms: 2_000, region: 'ap-singapore' })
  await page.goto(`/tasks?region=ap-singapore&${ownDay()}`)
  await expect(page.locator('[data-row]').first()).toBeVisible()
})

test('a reply of 3 MB more than it says is read', async ({ page, cloud }) => {
  await cloud.fault({ kind: 'huge', bytes: 3_000_000, region: 'ap-singapore' })
  await page.goto('/tasks?region=ap-singapore&from=-6h')
  await expect(page.locator('[data-row]').first()).toBeVisible()
})

test('a failed reading keeps the last good rows with their age, and comes back by itself', async ({ page, cloud }) => {
  await page.goto(`/tasks?region=ap-shanghai&${ownDay()}`)
  await expect(page.locator('[data-row]').first()).toBeVisible()
  await cloud.fault({ kind: 'error', code: 'InternalError.CdbError', message: 'x', region: 'ap-shanghai' })
  const banner = alertOn(page)
  await expect(banner).toContainText(/Shanghai shows rows that are \d+ s old; the latest reading failed/, {
    timeout: 40_000,
  })
  await expect(banner).toContainText('InternalError.CdbError')
  await expect(page.locator('[data-row]').first()).toBeVisible()
  await cloud.endFaults()
  await expect(banner).toBeHidden({ timeout: 15_000 })
})

test('our own server out of reach keeps the rows under a banner, and they come back by themselves', async ({
  page,
}) => {
  await page.goto(`/tasks?region=ap-shanghai&${ownDay()}`)
  await expect(page.locator('[data-row]').first()).toBeVisible()
  await page.route('**/api/tasks?*', (route) => route.abort())
  await page.getByRole('button', { name: 'Refresh' }).click()
  const banner = alertOn(page)
  await expect(banner).toContainText('The last refresh failed: The cdb-tasks server does not answer', {
    timeout: 20_000,
  })
  await expect(page.locator('[data-row]').first()).toBeVisible()
  await page.unroute('**/api/tasks?*')
  await expect(banner).toBeHidden({ timeout: 15_000 })
})

test('who does not want to wait asks again', async ({ page, cloud }) => {
  await cloud.fault({ kind: 'http', status: 503, region: 'ap-shanghai-fsi' })
  await page.goto(`/tasks?region=ap-shanghai-fsi&${ownDay()}`)
  await expect(alertOn(page)).toBeVisible()
  await page.getByRole('button', { name: 'Pause' }).click()
  await cloud.endFaults()
  // The failure is kept for some seconds, so that a hundred who ask again cost no more than one.
  await expect(async () => {
    const again = page.getByRole('button', { name: 'Try again now' })
    if (await again.isVisible()) await again.click({ timeout: 1_000 })
    await expect(page.locator('[data-row]').first()).toBeVisible({ timeout: 1_000 })
  }).toPass({ timeout: 15_000 })
})
