import type { Page } from '@playwright/test'
import { readRows } from './table'
import { choose, expect, expectNoAxeViolations, locales, onceRead, openTask, ownRange, test } from './test'
import { NEW_YEAR, serveOnly, wireTask } from './wire-tasks'

const MINUTE = 60_000
const WARNING = 'Warning: Using a password on the command line interface can be insecure.'
const denied = (line: number) =>
  `${WARNING}?ERROR 1227 (42000) at line ${line}: Access denied; you need the SUPER privilege?dumper err?`

function failed(jobId: number, minutes: number, message: string, instances: string[]) {
  const timing = { startsAt: NEW_YEAR + minutes * MINUTE, seconds: 60 }
  return wireTask(jobId, timing, { Type: 3, Status: 3, Code: 3, Message: message, InstanceIds: instances })
}

/** One error on three instances in two regions, one on a single instance twice, and one once. */
const tasks = {
  'ap-guangzhou': [
    failed(101, 160, denied(18), ['cdb-aaaa0001']),
    failed(102, 200, denied(24), ['cdb-aaaa0002']),
    failed(103, 210, denied(24), ['cdb-aaaa0002']),
    failed(104, 220, 'dial tcp 10.0.0.1:3306: i/o timeout', ['cdb-aaaa0003']),
    failed(105, 230, 'dial tcp :0: i/o timeout', ['cdb-aaaa0003']),
    wireTask(106, { startsAt: NEW_YEAR, seconds: 60 }, { Message: 'success' }),
  ],
  'ap-beijing': [
    failed(201, 300, denied(19), ['cdb-bbbb0001']),
    failed(202, 310, "ERROR 1146 (42S02) at line 3: Table 'a.b' doesn't exist", ['cdb-bbbb0001']),
  ],
}

const SPREAD = 'on 3 instances in 2 regions since 2024-01-01 02:40'
const HEADLINE = 'ERROR 1227 (42000) at line 19: Access denied; you need the SUPER privilege'

const panelOn = (page: Page) => page.locator('details').filter({ has: page.getByRole('heading', { level: 2 }) })

async function openList(page: Page, more = '') {
  const address = `/tasks?${ownRange()}${more}`
  await page.goto(address)
  await expect(page.getByText('8 tasks', { exact: true })).toBeVisible(onceRead)
  return address
}

async function unfold(page: Page) {
  await panelOn(page).locator('summary').click()
  const table = page.getByRole('table', { name: 'Errors that occur more than once' })
  await expect(table).toBeVisible()
  return table
}

async function holdScripts(page: Page): Promise<() => void> {
  let letCome = () => {}
  const held = new Promise<void>((resolve) => {
    letCome = resolve
  })
  await page.route(/\.js(\?|$)/, async (route) => {
    await held
    await route.continue()
  })
  return letCome
}

test.beforeEach(({ cloud }) => serveOnly(cloud, tasks))

test('what failed alike is one line in the first HTML, and the page does not move under it', async ({
  page,
  request,
}) => {
  const address = await openList(page)
  const html = await (await request.get(address)).text()
  expect(html).toContain('2 errors occur more than once')
  expect(html).toContain(SPREAD)
  await expect(panelOn(page).locator('summary')).toHaveText(
    `2 errors occur more than once· most widespread:${HEADLINE}${SPREAD}`,
  )

  await page.goto(address, { waitUntil: 'networkidle' })
  await expect(panelOn(page)).toBeVisible()
  const shift = await page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        let moved = 0
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) moved += (entry as PerformanceEntry & { value: number }).value
        }).observe({ type: 'layout-shift', buffered: true })
        setTimeout(() => resolve(moved), 500)
      }),
  )
  // A line that comes later moves a twentieth of the page; an age in words moves the sign behind it.
  expect(shift).toBeLessThan(0.001)
})

test('what is opened before the scripts have come is drawn once they have', async ({ page }) => {
  const address = await openList(page)
  for (const [summary, part] of [
    [panelOn(page).locator('summary'), panelOn(page).getByRole('table')],
    [page.locator('summary').filter({ hasText: 'Export' }), page.getByRole('link', { name: 'NDJSON' })],
  ] as const) {
    const letScriptsCome = await holdScripts(page)
    await page.goto(address, { waitUntil: 'commit' })
    await summary.click()
    letScriptsCome()
    await expect(part).toBeVisible()
    await page.unrouteAll()
  }
})

test('it unfolds into a row for each error, whose link narrows the list to its tasks', async ({ page }) => {
  const address = await openList(page)
  const table = await unfold(page)
  await expect(table.getByRole('row')).toHaveCount(3)
  await expect(table.getByRole('row').nth(1)).toContainText(`${HEADLINE}Data import · Beijing and Guangzhou`)
  await expect(table.getByRole('row').nth(2)).toContainText('2 tasks on 1 instance in 1 region since 2024-01-01 03:40')
  await expect(panelOn(page)).toContainText('1 error occurs once.')

  const link = table.getByRole('link', { name: `4 tasks ${SPREAD}` })
  await link.click()
  await expect(page.getByText('4 tasks', { exact: true })).toBeVisible()
  expect((await readRows(page)).map(({ Job }) => Job)).toEqual(['201', '103', '102', '101'])
  await expect(page).toHaveURL(/[?&]failure=[0-9a-f]{8}(&|$)/)
  // The groups stay those of the list without the filter.
  await expect(table.getByRole('row')).toHaveCount(3)
  await expect(link).toHaveAttribute('aria-current', 'true')

  await page.reload()
  await expect(page.getByText('4 tasks', { exact: true })).toBeVisible(onceRead)
  await page.getByRole('button', { name: `Remove filter Same error: ${HEADLINE}` }).click()
  await expect(page.getByText('8 tasks', { exact: true })).toBeVisible()
  expect(page.url()).toContain(address)
})

test('the link is an address of its own, and an export has what it shows', async ({ page, request }) => {
  await openList(page)
  const href = await (await unfold(page)).getByRole('link', { name: '4 tasks' }).getAttribute('href')
  const file = await request.get(`${href?.replace('/tasks?', '/api/tasks/export?')}&format=ndjson`)
  const lines = (await file.text()).trim().split('\n')
  expect(lines.map((line) => JSON.parse(line).jobId).filter(Boolean)).toEqual(['201', '103', '102', '101'])
  const reply = await request.get('/api/tasks?failure=1227')
  expect(reply.status()).toBe(400)
})

test('the newest opens from its row', async ({ page }) => {
  await openList(page)
  await (await unfold(page)).getByRole('link', { name: '201', exact: true }).click()
  await expect(page.getByRole('dialog').getByRole('heading', { level: 2 })).toContainText('201')
  await expect(page).toHaveURL(/task=default\/ap-beijing\/201@2023-12-31T21:00:00Z/)
})

test('a task says how far its error is spread, and leads to the others', async ({ page }) => {
  await openList(page)
  const drawer = await openTask(page, '102')
  await expect(drawer).toContainText(`Same error ${SPREAD} – show them`)
  await drawer.getByRole('link', { name: 'show them' }).click()
  await expect(drawer).toBeHidden()
  await expect(page.getByText('4 tasks', { exact: true })).toBeVisible()
  const kind = new URL(page.url()).searchParams.get('failure')

  await page.goto('/tasks/default/ap-guangzhou/102?start=2023-12-31T19:20:00Z&tz=utc')
  await expect(page.getByRole('link', { name: 'Tasks with the same error in the last 24 hours' })).toHaveAttribute(
    'href',
    `/tasks?failure=${kind}&tz=utc`,
  )
  await page.goto('/tasks/default/ap-guangzhou/106?start=2023-12-31T16:00:00Z')
  await expect(page.getByRole('heading', { level: 1 })).toContainText('106')
  await expect(page.getByText('same error')).toHaveCount(0)
})

test('of a part it says that it is one', async ({ page, cloud }) => {
  await cloud.fault({ kind: 'error', region: 'eu-frankfurt', code: 'InternalError', message: 'x' })
  await page.goto(`/tasks?${ownRange()}`)
  await expect(page.getByText('At least 8 tasks', { exact: true })).toBeVisible(onceRead)
  await expect(panelOn(page).locator('summary')).toContainText('of what has been read')
  await unfold(page)
  await expect(panelOn(page)).toContainText('Counted over what has been read, which is not all.')
  const drawer = await openTask(page, '102')
  await expect(drawer).toContainText(`Same error ${SPREAD} – show them`)
  await expect(drawer).toContainText('Counted over what has been read, which is not all.')
  await drawer.getByRole('link', { name: 'show them' }).click()
  await expect(page.getByText('At least 4 tasks', { exact: true })).toBeVisible()
})

test('where nothing failed twice there is none; a kind that nobody has stands by its digits', async ({ page }) => {
  await page.goto(`/tasks?${ownRange()}&region=ap-beijing`)
  await expect(page.getByText('2 tasks', { exact: true })).toBeVisible(onceRead)
  await expect(panelOn(page)).toHaveCount(0)
  await page.goto(`/tasks?${ownRange()}&failure=00000000`)
  await expect(page.getByText('No task matches')).toBeVisible(onceRead)
  await page.getByRole('button', { name: 'Remove filter Same error: 00000000' }).click()
  await expect(page.getByText('8 tasks', { exact: true })).toBeVisible()
  await page.goto(`/tasks?${ownRange()}&failure=nope`)
  await expect(page.locator('main').getByRole('alert')).toContainText('nope')
})

test('in Chinese', async ({ page, context, app }) => {
  await choose(context, app, 'zh-CN')
  await page.goto(`/tasks?${ownRange()}`)
  await expect(panelOn(page).locator('summary')).toHaveText(
    `2 种错误多次出现· 波及最广：${HEADLINE}涉及 2 个地域的 3 个实例，自 2024-01-01 02:40 起`,
    onceRead,
  )
  await panelOn(page).locator('summary').click()
  await panelOn(page).getByRole('link', { name: '4 个任务，涉及 2 个地域的 3 个实例，自 2024-01-01 02:40 起' }).click()
  await expect(page.getByRole('button', { name: `相同错误：${HEADLINE}` })).toBeVisible()
  await expect(page.getByText('4 个任务', { exact: true })).toBeVisible()
  await page.getByRole('link', { name: '102', exact: true }).click()
  await expect(page.getByRole('dialog')).toContainText(
    '相同的错误涉及 2 个地域的 3 个实例，自 2024-01-01 02:40 起： 查看这些任务',
  )
})

for (const locale of locales) {
  test(`axe finds nothing in it: ${locale}`, async ({ page, context, app }) => {
    await choose(context, app, locale)
    await page.goto(`/tasks?${ownRange()}`)
    await panelOn(page).locator('summary').click(onceRead)
    await panelOn(page).getByRole('table').getByRole('link').first().click()
    await expect(panelOn(page).locator('[aria-current]')).toBeVisible()
    await expectNoAxeViolations(page)
    await page.locator('a[data-row-link]').first().click()
    await expect(page.getByRole('dialog')).toBeVisible()
    await expectNoAxeViolations(page, 'dialog')
  })
}

test('at 320 px it is read without scrolling sideways, and its targets are large enough', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 })
  await openList(page)
  expect((await panelOn(page).locator('summary').boundingBox())?.height).toBeLessThan(32)
  const table = await unfold(page)
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320)
  const box = await table.boundingBox()
  expect((box?.x ?? 0) + (box?.width ?? 999)).toBeLessThanOrEqual(320)
  for (const link of await table.getByRole('link').all()) {
    expect((await link.boundingBox())?.height).toBeGreaterThanOrEqual(24)
  }
})

for (const locale of ['en', 'zh-CN'] as const) {
  test(`at no width does the page scroll sideways, closed and open: ${locale}`, async ({
    page,
    context,
    app,
    cloud,
  }) => {
    // Eleven instances in three regions, under the longest words that a line may have.
    const many = (region: number) =>
      Array.from({ length: 5 }, (_, index) =>
        failed(region * 100 + index, 160 + index, `${denied(18)} ${'x'.repeat(300)}`, [`cdb-${region}aaa000${index}`]),
      )
    await serveOnly(cloud, { 'ap-guangzhou': many(3), 'ap-beijing': many(4), 'ap-shanghai': many(5) })
    await choose(context, app, locale)
    await page.goto(`/tasks?${ownRange()}&status=failed`)
    const summary = panelOn(page).locator('summary')
    await expect(page.getByText(/^15 (tasks|个任务)$/)).toBeVisible(onceRead)
    const overflows: string[] = []
    for (const state of ['closed', 'open']) {
      if (state === 'open') await summary.click()
      if (state === 'open') await expect(panelOn(page).getByRole('table')).toBeVisible()
      for (const width of [320, 480, 600, 640, 700, 768, 800, 900, 1024, 1280, 1440]) {
        await page.setViewportSize({ width, height: 720 })
        const scrollWidth = await page.evaluate(() => document.documentElement.scrollWidth)
        if (scrollWidth > width) overflows.push(`${state} at ${width}: ${scrollWidth}`)
      }
    }
    expect(overflows).toEqual([])
  })
}
