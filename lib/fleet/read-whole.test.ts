import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fakeTask } from '@/lib/tasks/fake-task'
import type { Task } from '@/lib/tasks/task'
import { answerFrom, fakeFleet } from './fake-fleet'
import type { Fleet } from './fleet'
import { readWhole } from './read-whole'
import { ScopeReader } from './scope-reader'
import type { TaskQuestion } from './task-question'

const NOW = Date.parse('2026-03-01T00:00:00Z')
const DAY_MS = 86_400_000

function tasksOf(count: number, from = 0): Task[] {
  return Array.from({ length: count }, (_, index) => {
    // Many share a second, over the borders of pages too.
    const startedAt = new Date(NOW - 3_600_000 - Math.floor(index / 7) * 1_000).toISOString().replace('.000Z', 'Z')
    return fakeTask({ jobId: String(1_000 + from + index), startedAt })
  })
}

async function read(fleet: Fleet, { mostRows = 20_000, question = {} as Partial<TaskQuestion> } = {}) {
  // Safe: the fake takes any viewer.
  const [scope] = fleet.visibleScopes(null as never)
  if (!scope) throw new Error('the fake fleet has a scope')
  const asked: TaskQuestion = { from: '-24h', to: '2026-03-01T00:00:00Z', lookBackMs: 0, runningAt: false, ...question }
  const reader = new ScopeReader(fleet, scope, asked, new AbortController().signal)
  const range = { from: NOW - DAY_MS, to: NOW }
  const reading = await readWhole(reader, range, { at: fleet.now(), expected: 0, mostRows, onProgress: () => {} })
  return { ...reading, tasks: [...reading.tasks.values()] }
}

const idsOf = (tasks: Task[]) => tasks.map(({ jobId }) => jobId).sort()

test('every page once, several at a time, and the window’s end pinned', async () => {
  const tasks = tasksOf(950)
  const { fleet, calls } = fakeFleet({ tasks })
  const { tasks: found, ...facts } = await read(fleet)
  expect(idsOf(found)).toEqual(idsOf(tasks))
  expect(facts).toMatchObject({ totalCount: 950, gap: null, upstreamCalls: 10 })
  expect(calls.map(({ request }) => request.offset).sort((a, b) => a - b)).toEqual(
    [0, 1, 2, 3, 4, 5, 6, 7, 8, 9].map((page) => page * 100),
  )
  expect(new Set(calls.map(({ request }) => request.startTimeEnd))).toEqual(new Set([NOW]))
})

test('nothing is one call', async () => {
  const { fleet } = fakeFleet()
  expect(await read(fleet)).toMatchObject({ tasks: [], gap: null, upstreamCalls: 1 })
})

test('what still runs from before an open window is one call more', async () => {
  const old = fakeTask({ jobId: '7', status: 'running', startedAt: '2026-02-20T00:00:00Z', endedAt: null })
  const { fleet, calls } = fakeFleet({ tasks: [...tasksOf(30), old] })
  const { earlier, tasks } = await read(fleet, { question: { to: null } })
  expect([idsOf(earlier), tasks.length, calls.length]).toEqual([['7'], 30, 2])
  expect(calls.map(({ request }) => request.taskStatuses)).toContainEqual([-1, 0, 1, 6])
})

test('more than may be held: its newest starts, found by counting and not by the order of the service', async () => {
  const tasks = tasksOf(3_000).reverse()
  const { fleet } = fakeFleet({ tasks })
  const { tasks: found, gap, totalCount, range } = await read(fleet, { mostRows: 1_000 })
  expect([gap, totalCount]).toEqual(['capped', 3_000])
  expect(found.length).toBeGreaterThan(850)
  expect(found.length).toBeLessThanOrEqual(1_000)
  const newest = tasks.filter(({ startedAt }) => Date.parse(startedAt ?? '') >= (range.from ?? 0))
  expect(idsOf(found)).toEqual(idsOf(newest))
})

test('more than may be held in one second is read as far as it may', async () => {
  const tasks = Array.from({ length: 500 }, (_, index) => fakeTask({ jobId: String(index) }))
  const { tasks: found, gap } = await read(fakeFleet({ tasks }).fleet, { mostRows: 200 })
  expect([found.length, gap]).toEqual([200, 'capped'])
})

test.each([0, 100, 500])('rows of a page that comes empty, around place %i, are sought by their starts', async (at) => {
  const tasks = tasksOf(950)
  const answer = answerFrom(tasks)
  const { fleet } = fakeFleet({
    describeTasks: async (scope, request, options) => {
      const page = await answer(scope, request, options)
      const isEmpty = request.limit > 1 && request.offset <= at && at < request.offset + request.limit
      return isEmpty ? { ...page, rows: [] } : page
    },
  })
  const { tasks: found, gap, upstreamCalls } = await read(fleet)
  expect(new Set(idsOf(found)).size).toBe(found.length)
  // Around the first place every page is empty, whichever starts are asked for.
  if (at === 0) expect([found.length, gap]).toEqual([850, 'moving'])
  else expect([idsOf(found), gap]).toEqual([idsOf(tasks), null])
  expect(upstreamCalls).toBeLessThan(3 * 10 + 30)
})

test('a page that fails is the failure of the whole', async () => {
  const tasks = tasksOf(300)
  const { fleet } = fakeFleet({
    describeTasks: async (scope, request, options) => {
      if (request.offset === 200) throw new Error('broken')
      return answerFrom(tasks)(scope, request, options)
    },
  })
  await expect(read(fleet)).rejects.toMatchObject({ name: 'ProblemError' })
})

interface Unrest {
  /** How many calls see the cloud change before each of them. */
  calls: number
  kinds: ('shuffle' | 'remove' | 'arrive' | 'double' | 'empty' | 'miscount')[]
  seed: number
}

/** A cloud that changes between pages, for a while. */
function restlessCloud(start: Task[], { calls, kinds, seed }: Unrest) {
  let tasks = [...start]
  let asked = 0
  let state = seed + 1
  const random = (below: number) => {
    state = (state * 48_271) % 2_147_483_647
    return state % below
  }
  const lasting = new Set(start)
  // A count is wrong by more than comes or goes meanwhile: one that lies by just as much hides it from anybody.
  const describeTasks: Fleet['describeTasks'] = async (_scope, { offset, limit, startTimeEnd = Infinity }) => {
    const kind = asked < calls ? kinds[asked % kinds.length] : undefined
    asked += 1
    if (kind === 'shuffle')
      tasks = tasks
        .map((task) => [random(1_000), task] as const)
        .sort(byFirst)
        .map(second)
    if (kind === 'remove') for (const gone of tasks.splice(random(tasks.length + 1), 1)) lasting.delete(gone)
    if (kind === 'arrive') {
      const startedAt = new Date(NOW + 1_000).toISOString().replace('.000Z', 'Z')
      tasks.unshift(fakeTask({ jobId: `9${asked}`, startedAt }))
    }
    const listed = tasks.filter(({ startedAt }) => Date.parse(startedAt ?? '') <= startTimeEnd)
    const page = kind === 'empty' ? [] : listed.slice(offset, offset + limit)
    if (kind === 'double' && page[0]) page[page.length - 1] = page[0]
    const totalCount = Math.max(offset + page.length, listed.length + (kind === 'miscount' ? 50 + random(100) : 0))
    await new Promise((resolve) => setTimeout(resolve, 0))
    return { rows: page.map((task) => ({ task, raw: null })), totalCount, requestId: 'r' }
  }
  return { describeTasks, lasting }
}

const byFirst = (a: readonly [number, Task], b: readonly [number, Task]) => a[0] - b[0]
const second = ([, task]: readonly [number, Task]) => task

describe('a cloud that changes between pages', () => {
  const unrest = fc.record({
    calls: fc.integer({ min: 0, max: 40 }),
    kinds: fc.array(fc.constantFrom('shuffle', 'remove', 'arrive', 'double', 'empty', 'miscount'), { minLength: 1 }),
    seed: fc.nat(1_000_000),
  }) as fc.Arbitrary<Unrest>

  test('what lasted through a scan that calls itself whole is in it, once', async () => {
    let whole = 0
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 900 }), unrest, async (count, how) => {
        const { describeTasks, lasting } = restlessCloud(tasksOf(count), how)
        const { fleet } = fakeFleet({ describeTasks })
        const { tasks, gap } = await read(fleet)
        expect(new Set(tasks.map(({ key }) => key)).size).toBe(tasks.length)
        expect(tasks.filter(({ startedAt }) => Date.parse(startedAt ?? '') > NOW)).toEqual([])
        if (gap !== null) return
        whole += 1
        const found = new Set(tasks.map(({ jobId }) => jobId))
        expect([...lasting].filter(({ jobId }) => !found.has(jobId))).toEqual([])
      }),
      { numRuns: 300 },
    )
    expect(whole).toBeGreaterThan(100)
  })

  test('once it stands still the scan is whole', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 101, max: 900 }), unrest, async (count, how) => {
        const { describeTasks, lasting } = restlessCloud(tasksOf(count), { ...how, calls: 3 })
        const { fleet } = fakeFleet({ describeTasks })
        const { tasks, gap } = await read(fleet)
        const found = new Set(tasks.map(({ jobId }) => jobId))
        expect([gap, [...lasting].filter(({ jobId }) => !found.has(jobId))]).toEqual([null, []])
      }),
      { numRuns: 100 },
    )
  })
})
