import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { toBeijingTime } from '../beijing-time'
import { type Simulator, startSimulator } from '../server'
import { control, createTestClient } from '../test-client'

const startedAtMs = Date.UTC(2026, 3, 5, 6, 7, 8)
const lastDay = { StartTimeBegin: toBeijingTime(startedAtMs - 24 * 3600_000) }
let simulator: Simulator
let everything: unknown[]

beforeAll(async () => {
  simulator = await startSimulator({ now: () => startedAtMs, requestsPerSecond: 100_000 })
  everything = (await client().describeAllTasks(lastDay)).map(({ JobId }) => JobId)
  expect(everything.length).toBeGreaterThan(150)
})
afterEach(() => control(simulator, 'DELETE', 'fault'))
afterAll(() => simulator.close())

const put = (fault: object) => control(simulator, 'PUT', 'fault', fault)
const client = () => createTestClient(simulator)

async function page(offset: number, limit = 50) {
  const { TotalCount, Items } = await client().describeTasks({ ...lastDay, Offset: offset, Limit: limit })
  return { total: TotalCount, jobIds: Items.map(({ JobId }) => JobId) }
}

describe('a fault of the list', () => {
  it('drifting-count: too many in one call, too few in the next', async () => {
    await put({ kind: 'drifting-count', by: 2 })
    const totals = [await page(0), await page(50), await page(100)].map(({ total }) => total - everything.length)
    expect(totals).toEqual([2, -2, 2])
  })

  it('repeated-item: each page begins with the last item of the one before', async () => {
    await put({ kind: 'repeated-item' })
    expect((await page(0)).jobIds).toEqual(everything.slice(0, 50))
    expect((await page(50)).jobIds).toEqual(everything.slice(49, 99))
    expect((await page(100)).jobIds).toEqual(everything.slice(99, 149))
  })

  it('empty-page: the page around a place is empty, and the count stays', async () => {
    await put({ kind: 'empty-page', at: 60 })
    expect(await page(50)).toEqual({ total: everything.length, jobIds: [] })
    expect((await page(0)).jobIds).toHaveLength(50)
    expect((await page(100)).jobIds).toHaveLength(50)
    expect((await page(61)).jobIds).toHaveLength(50)
  })

  it('unordered: every task once, in an order that means nothing', async () => {
    await put({ kind: 'unordered' })
    const jobIds = (await client().describeAllTasks(lastDay)).map(({ JobId }) => JobId)
    expect(jobIds).not.toEqual(everything)
    expect(new Set(jobIds)).toEqual(new Set(everything))
  })

  it('equal-starts: many tasks start in one second, which the filter finds them by', async () => {
    await put({ kind: 'equal-starts', seconds: 4 * 3600 })
    const items = await client().describeAllTasks(lastDay)
    const starts = [...new Set(items.map(({ StartTime }) => String(StartTime)))]
    expect(starts.length).toBeLessThanOrEqual(6)
    const found = await Promise.all(
      starts.map((start) => client().describeAllTasks({ StartTimeBegin: start, StartTimeEnd: start })),
    )
    expect(found.map((tasks) => new Set(tasks.map(({ StartTime }) => StartTime)))).toEqual(
      starts.map((start) => new Set([start])),
    )
    expect(found.flat()).toHaveLength(items.length)
  })

  it('late-tasks: the first tasks come into the list between two pages, whatever was asked', async () => {
    await put({ kind: 'late-tasks', count: 3, perCall: 2 })
    expect(await page(0)).toEqual({ total: everything.length - 3, jobIds: everything.slice(3, 53) })
    expect(await page(50)).toEqual({ total: everything.length - 1, jobIds: everything.slice(51, 101) })
    expect(await page(0)).toEqual({ total: everything.length, jobIds: everything.slice(0, 50) })
  })

  it('applies beside the others, and beside one that spoils the answer', async () => {
    await put({ kind: 'drifting-count', by: 1 })
    await put({ kind: 'wrong-types' })
    await put({ kind: 'empty-page', at: 0 })
    const reply = await client().request('DescribeTasks', { ...lastDay, Limit: 1 })
    expect(reply).toMatchObject({ TotalCount: `${everything.length + 1}`, Items: [] })
  })

  it('meets what a test posts, too', async () => {
    const posted = [3, 1, 2].map((JobId) => ({ JobId, StartTime: '2026-01-01 10:20:30' }))
    await control(simulator, 'POST', 'tasks?region=eu-frankfurt', posted)
    const ask = () => createTestClient(simulator, { region: 'eu-frankfurt' }).describeTasks()
    await put({ kind: 'late-tasks', count: 1 })
    await put({ kind: 'equal-starts', seconds: 3600 })
    const start = { StartTime: '2026-01-01 10:00:00' }
    expect((await ask()).Items).toEqual([
      { JobId: 1, ...start },
      { JobId: 2, ...start },
    ])
    expect((await ask()).Items).toHaveLength(3)
  })
})
