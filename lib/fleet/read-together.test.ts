import { afterEach, expect, test, vi } from 'vitest'
import { anyone } from '@/lib/access/fake-viewer'
import { requireTaskSearch } from '@/lib/http/strict-query'
import { startRedis } from '@/lib/replicas/redis-server'
import { Replicas } from '@/lib/replicas/replicas'
import { fakeTasks } from '@/lib/tasks/fake-task'
import { answerFrom, fakeFleet } from './fake-fleet'
import { listTasks } from './list-tasks'
import { SharedScans } from './shared-scans'

const log = vi.hoisted(() => ({ logAlone: vi.fn(), logConnected: vi.fn() }))
vi.mock('@/lib/http/log', async (original) => ({ ...(await original<object>()), ...log }))

const ends: (() => void | Promise<void>)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

/** Replicas that look at one cloud, and meet in one Redis. */
async function replicas(count: number, cloud = answerFrom(fakeTasks(950))) {
  const redis = await startRedis()
  ends.push(redis.kill)
  const made = await Promise.all(
    Array.from({ length: count }, async () => {
      const connection = new Replicas(() => redis.url, { commandMs: 3_000, beatMs: 60_000, longestPauseMs: 200 })
      ends.push(() => connection.close())
      await vi.waitUntil(() => connection.state().state === 'connected', { timeout: 10_000 })
      const { fleet, clock, calls } = fakeFleet({ describeTasks: cloud })
      return { fleet: { ...fleet, shared: new SharedScans(connection, 'same') }, clock, calls }
    }),
  )
  const search = requireTaskSearch(new URLSearchParams('from=-7d'))
  const viewer = await anyone()
  return {
    redis,
    list: () => Promise.all(made.map(({ fleet }) => listTasks(viewer, search, { fleet }))),
    pass(ms: number) {
      for (const { clock } of made) clock.pass(ms)
    },
    calls: () => made.reduce((sum, { calls }) => sum + calls.length, 0),
  }
}

test('three replicas cost the cloud what one costs, at first and with every refresh', async () => {
  const three = await replicas(3)
  const pages = await three.list()
  expect(pages.map(({ rowCount, coverage }) => [rowCount, coverage.whole])).toEqual(Array(3).fill([950, true]))
  expect(three.calls()).toBe(11)
  for (let turn = 1; turn <= 4; turn++) {
    three.pass(5_000)
    const before = three.calls()
    const refreshed = await three.list()
    expect(new Set(refreshed.map(({ fetchedAt }) => fetchedAt)).size).toBe(1)
    expect(three.calls() - before).toBeLessThanOrEqual(4)
  }
}, 30_000)

test('one that fails does not keep the others from trying', async () => {
  const answer = answerFrom(fakeTasks(30))
  let asked = 0
  const two = await replicas(2, async (...call) => {
    asked += 1
    if (asked === 1) throw new Error('broken')
    return answer(...call)
  })
  const states = (await two.list()).map(({ coverage }) => coverage.scopes[0]?.state)
  expect(states.sort()).toEqual(['complete', 'failed'])
  two.pass(5_000)
  expect((await two.list()).map(({ rowCount }) => rowCount)).toEqual([30, 30])
}, 30_000)

test('without Redis each asks for itself, and nobody waits', async () => {
  const two = await replicas(2)
  await two.redis.kill()
  expect((await two.list()).map(({ rowCount }) => rowCount)).toEqual([950, 950])
  expect(two.calls()).toBe(22)
}, 30_000)
