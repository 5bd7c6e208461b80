import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type RunningApp, startApp } from './app'
import { readRows, readRowsOfAllPages } from './table'
import { expect, onceRead, ownRange, testOf } from './test'
import { NEW_YEAR, serveOnly, wireTask } from './wire-tasks'

const CONFIG = `
accounts:
  - name: shop
    regions: [ap-guangzhou, ap-beijing]
  - name: bank
    regions: [ap-guangzhou, ap-shanghai]
views:
  - name: Broken imports
    query: type=import-data&status=failed&from=2023-12-31T16:00:00Z&to=2024-01-02T16:00:00Z&sort=-duration
`

async function startWithAccounts(): Promise<RunningApp> {
  const folder = mkdtempSync(join(tmpdir(), 'cdb-tasks-accounts-'))
  const file = join(folder, 'cdb-tasks.yaml')
  writeFileSync(file, CONFIG)
  const app = await startApp({ CDB_TASKS_CONFIG: file, CDB_TASKS_REGIONS: undefined })
  return {
    ...app,
    async stop() {
      await app.stop()
      rmSync(folder, { recursive: true })
    },
  }
}

const test = testOf(startWithAccounts)

/** Both accounts see the same cloud: what is one task in a region is one in each account there. */
const served = Object.fromEntries(
  ['ap-guangzhou', 'ap-beijing', 'ap-shanghai'].map((region, place) => [
    region,
    Array.from({ length: 12 }, (_, index) =>
      wireTask(
        index + 1,
        { startsAt: NEW_YEAR + (index * 30 + place) * 60_000, seconds: 60 + index },
        { Type: index % 2 === 0 ? 3 : 11, Status: index % 3 === 0 ? 3 : 2 },
      ),
    ),
  ]),
)

test.beforeEach(({ cloud }) => serveOnly(cloud, served))

test('two accounts are one list with a column that tells them apart, sorted by it too', async ({ page }) => {
  await page.goto(`/tasks?${ownRange()}&size=100`)
  await expect(page.getByText('4 of 4 regions in 2 accounts · 48 of 48 tasks')).toBeVisible(onceRead)
  const rows = await readRows(page)
  expect(new Set(rows.map(({ key }) => key)).size).toBe(48)
  for (const { key, Account } of rows) expect(key.split('/')[0]).toBe(Account)
  const pairs = new Set(rows.map(({ Account, Region }) => `${Account} ${Region}`))
  expect([...pairs].toSorted()).toEqual(['bank Guangzhou', 'bank Shanghai', 'shop Beijing', 'shop Guangzhou'])
  const head = page.getByRole('columnheader', { name: 'Account' })
  await head.getByRole('button').click()
  await expect(head).toHaveAttribute('aria-sort', 'ascending')
  const accounts = (await readRows(page)).map(({ Account }) => Account)
  expect(accounts).toEqual(accounts.toSorted())
})

test('an account is chosen by its box, and its regions with it', async ({ page, cloud }) => {
  await page.goto(`/tasks?${ownRange()}&size=20`)
  const scopes = page.locator('summary').filter({ hasText: 'Account and region' })
  await scopes.click()
  const bank = page.getByRole('checkbox', { name: 'bank 24' })
  await cloud.forgetCalls()
  await bank.check()
  await expect(page).toHaveURL(/account=bank/)
  await expect(page.getByText('24 tasks', { exact: true })).toBeVisible()
  await expect(page.getByRole('checkbox', { name: 'Beijing' })).toBeHidden()
  await page.keyboard.press('Escape')
  const rows = await readRowsOfAllPages(page)
  expect(new Set(rows.map(({ Account }) => Account))).toEqual(new Set(['bank']))
  expect(Object.keys(await cloud.countCallsByRegion())).not.toContain('ap-beijing')
  await page.getByRole('button', { name: 'Remove filter Account bank' }).click()
  await expect(page.getByText('48 tasks', { exact: true })).toBeVisible()
})

test('one job of one region is two tasks in two accounts, each under its own address', async ({ page }) => {
  await page.goto(`/tasks?${ownRange()}&size=100`)
  for (const account of ['shop', 'bank']) {
    await page.locator(`[data-row="${account}/ap-guangzhou/12"] a[data-row-link]`).click()
    const drawer = page.getByRole('dialog')
    await expect(page).toHaveURL(new RegExp(`task=${account}/ap-guangzhou/12@`))
    await expect(drawer.locator('dl > div', { hasText: 'Account' })).toContainText(account)
    await page.keyboard.press('Escape')
    await expect(drawer).toBeHidden()
  }
})

test('an account that is not configured is refused without a call', async ({ page, cloud }) => {
  await cloud.forgetCalls()
  await page.goto('/tasks?account=nobody')
  await expect(page.locator('main').getByRole('alert')).toContainText('“nobody” is not a value of “account”')
  expect(await cloud.countCalls()).toBe(0)
})

test('a view of the team’s own stands beside the others, and leads to its address', async ({ page }) => {
  await page.goto(`/tasks?${ownRange()}`)
  await page.locator('summary').filter({ hasText: 'View' }).click()
  const views = page.getByRole('navigation', { name: 'Views' })
  await expect(views.getByRole('heading', { name: 'Your team’s' })).toBeVisible()
  await views.getByRole('link', { name: 'Broken imports' }).click()
  await expect(page).toHaveURL(
    /\?type=import-data&status=failed&from=2023-12-31T16:00:00Z&to=2024-01-02T16:00:00Z&sort=-duration$/,
  )
  await expect(page.getByText('8 tasks', { exact: true })).toBeVisible()
  for (const { Type, Status } of await readRows(page)) expect([Type, Status]).toEqual(['Data import', 'Failed'])
  await expect(page.locator('summary').filter({ hasText: 'Broken imports' })).toBeVisible()
})
