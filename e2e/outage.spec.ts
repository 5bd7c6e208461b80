import { setTimeout as wait } from 'node:timers/promises'
import { expect, test } from './test'

const REGIONS = 6
const DOWN_MS = 11_000
const PROBES = Math.ceil(DOWN_MS / 4_900)

interface Answer {
  at: number
  rows: number
  failed: number
}

test('the cloud goes down and comes back: rows stay, few attempts are made, and all is live again within ten seconds', async ({
  page,
  app,
  cloud,
}) => {
  test.setTimeout(60_000)
  const question = '/api/tasks?from=-12h'
  const answers: Answer[] = []
  let isOver = false
  await page.goto('/tasks?from=-12h')
  await expect.poll(async () => (await read(app.url + question)).failed, { timeout: 20_000 }).toBe(0)
  await expect(page.locator('[data-row]').first()).toBeVisible()

  const viewers = Array.from({ length: 20 }, async (_, index) => {
    await wait(index * 50)
    while (!isOver) {
      answers.push(await read(app.url + question))
      await wait(1_000)
    }
  })
  await cloud.forgetCalls()
  await cloud.fault({ kind: 'reset' })
  const downAt = performance.now()
  await expect(page.getByRole('alert').first()).toContainText(/show older rows|rows that are/, { timeout: 11_000 })
  expect(await page.locator('[data-row]').count()).toBeGreaterThan(0)
  await wait(Math.max(0, DOWN_MS - (performance.now() - downAt)))
  const attempts = await cloud.countCalls()
  const ready = await fetch(`${app.url}/readyz`)
  expect([ready.status, (await ready.json()).cloud.state]).toEqual([200, 'failing'])
  await cloud.endFaults()
  const backAt = performance.now()
  await expect
    .poll(() => answers.some(({ at, failed }) => at > backAt && failed === 0), { timeout: 10_000, intervals: [100] })
    .toBe(true)
  await expect(page.getByText(/show older rows|rows that are/)).toHaveCount(0, { timeout: 10_000 })
  isOver = true
  await Promise.all(viewers)

  expect(answers.filter(({ rows }) => rows === 0)).toEqual([])
  expect(Math.max(...answers.map(({ failed }) => failed))).toBe(REGIONS)
  expect(attempts).toBeGreaterThan(0)
  expect(attempts).toBeLessThanOrEqual(5 + REGIONS + PROBES)
})

test('one region that says nothing holds none of the others, however long it is silent', async ({ app, cloud }) => {
  test.setTimeout(60_000)
  await cloud.fault({ kind: 'stall', region: 'ap-beijing' })
  for (let hours = 40; hours < 43; hours++) {
    const { scopes } = await coverage(`${app.url}/api/tasks?from=-${hours}h`)
    expect(scopes.filter(({ state }) => state === 'complete')).toHaveLength(REGIONS - 1)
  }
  await expect
    .poll(async () => (await coverage(`${app.url}/api/tasks?from=-40h`)).scopes.find(isBeijing)?.problem?.retryAt, {
      timeout: 20_000,
    })
    .toMatch(/^\d{4}-/)
  const began = performance.now()
  const { scopes } = await coverage(`${app.url}/api/tasks?from=-44h`)
  expect(scopes.filter(({ state }) => state === 'complete')).toHaveLength(REGIONS - 1)
  expect(scopes.find(isBeijing)).toMatchObject({ state: 'failed' })
  expect(performance.now() - began).toBeLessThan(8_000)
})

interface Coverage {
  scopes: { region: string; state: string; problem: { type: string; retryAt?: string } | null }[]
}

const isBeijing = ({ region }: { region: string }) => region === 'ap-beijing'

async function coverage(url: string): Promise<Coverage> {
  return (await (await fetch(url)).json()).coverage
}

async function read(url: string): Promise<Answer> {
  const { tasks, coverage } = await (await fetch(url)).json()
  const failed = coverage.scopes.filter(({ state }: { state: string }) => state === 'failed').length
  return { at: performance.now(), rows: tasks.length, failed }
}
