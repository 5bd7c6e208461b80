import type { Page } from '@playwright/test'
import { readRows, type SeenRow } from './table'
import { expect, onceRead, test } from './test'
import { serveOnly, wireTask } from './wire-tasks'

const ACTIVE = ['Not started', 'Initializing', 'Running', 'Paused', 'Waiting (cancellable)']
const isActive = ({ Status }: SeenRow) => ACTIVE.includes(Status ?? '')

/** What each view that every installation has is, and what its rows must be like. */
const VIEWS: { name: string; query: string; fits: (row: SeenRow) => boolean }[] = [
  { name: 'Active now', query: '?status=active', fits: isActive },
  { name: 'Failed in 24 h', query: '?status=failed', fits: ({ Status }) => Status === 'Failed' },
  { name: 'Waiting', query: '?status=waiting&from=-7d', fits: ({ Status }) => Status === 'Waiting (cancellable)' },
  { name: 'Longest running', query: '?status=active&sort=-duration', fits: isActive },
  {
    name: 'Upgrades this week',
    query: '?type=upgrade-master,upgrade-ro&from=-7d',
    fits: ({ Type = '' }) => ['Primary instance upgrade', 'Read-only instance upgrade'].includes(Type),
  },
  { name: 'All, last 24 h', query: '', fits: () => true },
]

async function openView(page: Page, name: string) {
  await page.locator('summary').filter({ hasText: /^View/ }).click()
  await page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name, exact: true }).click()
  await expect(page.locator('summary').filter({ hasText: /^View/ })).toContainText(name)
}

test('each view leads to its address, and shows only what fits it', async ({ page }) => {
  test.slow()
  await page.goto('/tasks?region=ap-shanghai&from=-6h')
  await expect(page.locator('summary').filter({ hasText: /^View/ })).toContainText('Other')
  for (const { name, query, fits } of VIEWS) {
    await openView(page, name)
    await expect.poll(() => new URL(page.url()).search, name).toBe(query)
    await expect(page.getByText('6 of 6 regions')).toBeVisible(onceRead)
    const rows = await readRows(page)
    expect(rows.length, name).toBeGreaterThan(0)
    expect(
      rows.filter((row) => !fits(row)),
      name,
    ).toEqual([])
  }
})

test('the longest running stand first, from before the window and in it, over regions', async ({ page, cloud }) => {
  const hours = (count: number) => Date.now() - count * 3_600_000
  await serveOnly(cloud, {
    'ap-guangzhou': [
      wireTask(1, { startsAt: hours(3), seconds: null }),
      wireTask(2, { startsAt: hours(40), seconds: null }),
    ],
    'ap-beijing': [
      wireTask(3, { startsAt: hours(7), seconds: null }, { Status: 0 }),
      wireTask(4, { startsAt: hours(30), seconds: null }),
      wireTask(5, { startsAt: hours(1), seconds: null }),
      wireTask(6, { startsAt: hours(20), seconds: 60 }),
    ],
  })
  await page.goto('/tasks?region=ap-guangzhou')
  await openView(page, 'Longest running')
  await expect(page).toHaveURL(/\?status=active&sort=-duration$/)
  // What another test has read of the same view goes with the next refresh.
  await expect
    .poll(async () => (await readRows(page)).map(({ Job }) => Job), { timeout: 20_000 })
    .toEqual(['2', '4', '3', '1', '5'])
})

test('a view is a link: its address is there without a click, and one browser tab beside another', async ({
  page,
  context,
}) => {
  await page.goto('/tasks?size=20&tz=utc')
  await page.locator('summary').filter({ hasText: /^View/ }).click()
  const link = page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name: 'Waiting' })
  // What a view does not say of zone and page size stays as the reader has it.
  await expect(link).toHaveAttribute('href', '/tasks?status=waiting&from=-7d&size=20&tz=utc')
  const [tab] = await Promise.all([context.waitForEvent('page'), link.click({ modifiers: ['ControlOrMeta'] })])
  await expect(tab.getByRole('button', { name: 'Remove filter Waiting (cancellable)' })).toBeVisible()
  await expect(page).not.toHaveURL(/status=/)
})
