import type { APIRequestContext, Page } from '@playwright/test'
import { readRows, readRowsOfAllPages } from './table'
import { expect, onceRead, ownRange, test } from './test'
import { NEW_YEAR, serveOnly, wireTask } from './wire-tasks'

/** The ten documented tasks, looked for in every region. */
const EVERYWHERE = '/tasks?from=2017-04-06T00:00:00Z&to=2017-07-22T00:00:00Z'
const findBox = (page: Page) => page.getByRole('textbox', { name: 'Search or paste an id' })
const jobs = async (page: Page) => (await readRows(page)).map(({ Job }) => Job)

const FOUND = [
  { q: 'syntax', jobs: ['15970'] },
  { q: 'MYSQL gone', jobs: ['15971'] },
  { q: '"have an error in your"', jobs: ['15970'] },
  { q: 'insecure -syntax', jobs: ['15971'] },
  { q: 'msg:refused', jobs: ['51788'] },
  { q: 'code:1064', jobs: ['15970'] },
  { q: 'code:-5003', jobs: ['51788'] },
  { q: 'db:test', jobs: ['51788', '15972', '15971', '15970', '51695'] },
  { q: 'file:sql', jobs: ['15972', '15971', '15970'] },
  { q: 'param:back_log', jobs: ['15969'] },
  { q: 'file:sql msg:success', jobs: ['15972'] },
]

test('words, phrases, exclusions and each key find their tasks, with the count', async ({ page }) => {
  await page.goto(EVERYWHERE)
  await expect(page.getByText('10 tasks', { exact: true })).toBeVisible(onceRead)
  for (const { q, jobs: expected } of FOUND) {
    await findBox(page).fill(q)
    await findBox(page).press('Enter')
    await expect.poll(() => new URL(page.url()).searchParams.get('q')).toBe(q)
    await expect(page.getByRole('button', { name: `Remove filter Search ${q}` })).toBeVisible()
    const count = expected.length === 1 ? '1 task' : `${expected.length} tasks`
    await expect(page.getByRole('status').filter({ hasText: count })).toHaveText(count)
    expect(await jobs(page), q).toEqual(expected)
  }
})

test('what is typed before the page is awake counts', async ({ page }) => {
  let release = () => {}
  const released = new Promise<void>((resolve) => {
    release = resolve
  })
  await page.route('**/_next/static/**/*.js', async (route) => {
    await released
    await route.continue()
  })
  await page.goto(EVERYWHERE, { waitUntil: 'commit' })
  await findBox(page).fill('syntax')
  release()
  await page.locator('html[data-awake]').waitFor()
  await findBox(page).press('Enter')
  await expect(page).toHaveURL(/q=syntax/)
})

test('what matches nothing says so, and leads back to everything', async ({ page }) => {
  await page.goto(`${EVERYWHERE}&q=param:nosuchparameter`)
  await expect(page.getByText('No task matches')).toBeVisible(onceRead)
  await expect(page.getByRole('status').filter({ hasText: 'No tasks' })).toBeVisible()
  await expect(findBox(page)).toHaveValue('param:nosuchparameter')
  await page.getByRole('button', { name: 'Drop the filters' }).click()
  await expect(page.getByText('10 tasks', { exact: true })).toBeVisible()
  await expect(findBox(page)).toHaveValue('')
})

test('the keys are explained beside the box', async ({ page }) => {
  await page.goto(EVERYWHERE)
  await page.locator('summary[aria-label="What can be searched for"]').click()
  for (const example of ['msg:deadlock', 'code:1064', 'db:orders', 'file:nightly.sql', 'param:max_connections']) {
    await expect(page.getByText(example, { exact: true })).toBeVisible()
  }
})

test('a job id from anywhere and any time is found from the box, in every region', async ({ page, cloud }) => {
  const startsAt = Date.parse('2022-03-04T05:06:07Z')
  await serveOnly(cloud, {
    'ap-shanghai': [wireTask(777_001, { startsAt, seconds: 60 }), wireTask(777_002, { startsAt, seconds: 60 })],
    'ap-beijing': [wireTask(777_001, { startsAt: startsAt + 60_000, seconds: 60 })],
  })
  await page.goto(`/tasks?${ownRange()}`)
  await expect(page.getByText('No task started in this range')).toBeVisible(onceRead)
  await findBox(page).fill(' 777001 ')
  await findBox(page).press('Enter')
  await expect(page).toHaveURL(/job=777001/)
  await expect(page).toHaveURL(/from=all/)
  await expect(page.getByText('2 tasks', { exact: true })).toBeVisible()
  expect((await readRows(page)).map(({ key }) => key)).toEqual([
    'default/ap-beijing/777001',
    'default/ap-shanghai/777001',
  ])
})

test('a job id that is on the page opens its drawer at once', async ({ page, cloud }) => {
  await page.goto(EVERYWHERE)
  await expect(page.getByText('10 tasks', { exact: true })).toBeVisible(onceRead)
  await page.getByRole('button', { name: 'Pause' }).click()
  // The names of its instances may still be on the way.
  await page.waitForLoadState('networkidle')
  await cloud.forgetCalls()
  await findBox(page).fill('15967')
  await findBox(page).press('Enter')
  await expect(page.getByRole('dialog')).toContainText('Primary instance upgrade · 15967')
  await expect(page).not.toHaveURL(/job=/)
  expect(await cloud.countCalls()).toBe(0)
})

/** As long as an answer is good for; a little under the interval of refreshes. */
const FRESH_MS = 4_950

test.describe('over one window', () => {
  const MINUTE = 60_000
  const tasks = Array.from({ length: 240 }, (_, index) =>
    wireTask(
      index + 1,
      { startsAt: NEW_YEAR + index * 5 * MINUTE, seconds: 60 + ((index * 7) % 240) },
      {
        Status: index % 4 === 0 ? 3 : 2,
        Type: index % 3 === 0 ? 3 : 11,
        Message: index % 5 === 0 ? 'lock wait' : 'fine',
      },
    ),
  )
  // Three pages, one page, and one call for each of four regions that have none.
  const WHOLE_READ = 3 + 1 + 4

  test.beforeEach(({ cloud }) => serveOnly(cloud, { 'ap-guangzhou': tasks, 'ap-beijing': tasks.slice(0, 30) }))

  async function ask(request: APIRequestContext, query: string): Promise<number> {
    const response = await request.get(`/api/tasks?${query}`)
    expect(response.status(), query).toBe(200)
    // Safe: the reply of the BFF.
    const { rowCount } = (await response.json()) as { rowCount: number }
    return rowCount
  }

  test('searches, orders, pages, statuses, types, a job and the export cost no call at all', async ({
    request,
    cloud,
  }) => {
    let inTime = false
    for (let tries = 0; tries < 5 && !inTime; tries++) {
      const range = ownRange()
      await cloud.forgetCalls()
      expect(await ask(request, range)).toBe(270)
      const readAt = Date.now()
      expect(await cloud.countCalls()).toBe(WHOLE_READ)
      const [words, sorted, page, failed, imports, job, exported] = await Promise.all([
        ask(request, `${range}&q=msg:lock`),
        ask(request, `${range}&sort=-duration`),
        ask(request, `${range}&page=3&size=20`),
        ask(request, `${range}&status=failed`),
        ask(request, `${range}&type=import-data`),
        ask(request, `${range}&job=7`),
        request.get(`/api/tasks/export?format=ndjson&${range}`),
      ])
      const calls = await cloud.countCalls()
      inTime = Date.now() - readAt < FRESH_MS - 250
      if (!inTime) continue
      expect({ words, sorted, page, failed, imports, job }).toEqual({
        words: 48 + 6,
        sorted: 270,
        page: 270,
        failed: 60 + 8,
        imports: 80 + 10,
        job: 2,
      })
      expect((await exported.text()).trimEnd().split('\n')).toHaveLength(1 + 270)
      expect(calls).toBe(WHOLE_READ)
    }
    expect(inTime, 'asked before the answer was old').toBe(true)
  })

  test('a reader who searches, sorts, turns pages and presses chips costs what an open page costs', async ({
    page,
    cloud,
  }) => {
    const askedAt = Date.now()
    await page.goto(`/tasks?${ownRange()}&size=100`)
    await expect(page.getByText('270 tasks', { exact: true })).toBeVisible(onceRead)
    await page.getByRole('button', { name: 'Pause' }).click()
    await cloud.forgetCalls()

    await findBox(page).fill('msg:lock')
    await findBox(page).press('Enter')
    await expect(page.getByText('54 tasks', { exact: true })).toBeVisible()
    await findBox(page).fill('msg:fine')
    await findBox(page).press('Enter')
    await expect(page.getByText('216 tasks', { exact: true })).toBeVisible()
    await page.getByRole('columnheader', { name: 'Duration' }).getByRole('button').click()
    await expect(page).toHaveURL(/sort=-duration/)
    expect(await readRowsOfAllPages(page)).toHaveLength(216)
    await page.getByRole('button', { name: /^Failed \d+$/ }).click()
    await expect(page).toHaveURL(/status=failed/)
    await expect(page.getByText('54 tasks', { exact: true })).toBeVisible()

    const calls = await cloud.countCalls()
    const refreshes = Math.floor((Date.now() - askedAt) / FRESH_MS)
    expect(calls, `${refreshes} times the answer had become old`).toBeLessThanOrEqual(refreshes * WHOLE_READ)
  })
})
