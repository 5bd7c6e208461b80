import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fakeTask } from '@/lib/tasks/fake-task'
import type { Task } from '@/lib/tasks/task'
import { toUtcText } from '@/lib/tasks/task-time'
import { UpstreamError } from '@/lib/tencent/errors'
import { answerFrom, fakeFleet } from './fake-fleet'
import { scopeCoverage } from './scope-coverage'
import { ScopeScan } from './scope-scan'
import type { TaskQuestion } from './task-question'

const MINUTE_MS = 60_000
const monthly: TaskQuestion = { from: '-30d', to: null, lookBackMs: 0, runningAt: false }

/** A region that lives: tasks start, wait, run, end, come late and go, each by a test's word. */
function world(question: TaskQuestion = monthly, mostRows = 20_000) {
  const tasks = new Map<string, Task>()
  const cloud = fakeFleet({ describeTasks: (...call) => answerFrom(tasks.values())(...call) })
  const { fleet, clock, calls } = cloud
  // Safe: the fake takes any viewer.
  const [scope] = fleet.visibleScopes(null as never)
  if (!scope) throw new Error('the fake fleet has a scope')
  const scan = new ScopeScan(fleet, scope, question, mostRows)
  let next = 1
  return {
    tasks,
    clock,
    scan,
    start(ageMs: number, status: Task['status'] = 'running') {
      const jobId = String(next++)
      const startedAt = toUtcText(clock.now() - ageMs)
      tasks.set(jobId, fakeTask({ jobId, startedAt, status, endedAt: null, durationSeconds: null }))
      return jobId
    },
    set(jobId: string, status: Task['status']) {
      const task = tasks.get(jobId)
      if (task) tasks.set(jobId, { ...task, status })
    },
    /** Rows by job id and status, as they are in the range of the last reading. */
    truth(earlier = false) {
      const { from } = scan.reading?.range ?? { from: null }
      const isListed = (start: number) => (earlier ? start < (from ?? 0) : start >= (from ?? 0))
      return linesOf([...tasks.values()].filter(({ startedAt }) => isListed(Date.parse(startedAt ?? ''))))
    },
    seen: () => linesOf([...(scan.reading?.tasks.values() ?? [])]),
    async refresh(passMs = 5_000): Promise<number> {
      clock.pass(passMs)
      const before = calls.length
      await scan.freshen()?.done
      if (scan.failure) throw new Error(scan.failure.problem.detail)
      return calls.length - before
    },
  }
}

function linesOf(tasks: Task[]): string[] {
  return tasks.map(({ jobId, status }) => `${jobId} ${status}`).sort()
}

function fill({ start }: ReturnType<typeof world>, count: number, spreadMs: number) {
  for (let index = 0; index < count; index++) start(Math.floor((index / count) * spreadMs) + MINUTE_MS, 'succeed')
}

function median(values: number[]): number | undefined {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]
}

describe('a refresh costs what changed, not what there is', () => {
  test('10,000 tasks, 20 of them active: at most 5 calls in the median of 60, and never a wrong row', async () => {
    const region = world()
    fill(region, 10_000, 29 * 86_400_000)
    const active = Array.from({ length: 18 }, (_, index) => region.start(index * 40 * MINUTE_MS))
    active.push(region.start(3 * 3_600_000, 'waiting'), region.start(9 * 3_600_000, 'waiting'))
    expect(await region.refresh()).toBeLessThanOrEqual(104)
    const costs: number[] = []
    for (let turn = 0; turn < 60; turn++) {
      if (turn % 3 === 0) active.push(region.start(1_000))
      if (turn % 4 === 1) region.set(active.shift() ?? '', turn % 8 === 1 ? 'succeed' : 'failed')
      costs.push(await region.refresh())
      expect(region.seen()).toEqual(region.truth())
    }
    expect(median(costs)).toBeLessThanOrEqual(5)
    expect(Math.max(...costs)).toBeLessThanOrEqual(12)
  })

  test('an answer younger than the interval costs nothing', async () => {
    const region = world()
    fill(region, 500, 86_400_000)
    await region.refresh()
    expect(await region.refresh(4_000)).toBe(0)
    expect(await region.refresh(1_000)).toBeGreaterThan(0)
  })

  test('a range that has ended costs one count, once all in it has', async () => {
    const region = world({ ...monthly, to: '-1d' })
    for (let index = 0; index < 150; index++) region.start(86_400_000 + 3_600_000 + index * MINUTE_MS, 'succeed')
    await region.refresh()
    expect(await region.refresh()).toBe(3)
    const fixed = world({ ...monthly, from: '2026-02-01T00:00:00Z', to: '2026-02-27T00:00:00Z' })
    for (let index = 0; index < 150; index++) fixed.start(3 * 86_400_000 + index * MINUTE_MS, 'succeed')
    await fixed.refresh()
    expect(await fixed.refresh()).toBe(1)
    fixed.start(4 * 86_400_000, 'failed')
    await fixed.refresh()
    expect(fixed.scan.reading?.tasks.size).toBe(151)
  })

  test('a window of the finished is counted, and read on where the count moved', async () => {
    const region = world({ ...monthly, taskStatuses: [3] })
    for (let index = 0; index < 1_000; index++) region.start(index * MINUTE_MS + MINUTE_MS, 'failed')
    const running = region.start(700 * MINUTE_MS + 30_000)
    await region.refresh()
    expect(await region.refresh()).toBe(2)
    region.set(running, 'failed')
    expect(await region.refresh()).toBeLessThanOrEqual(12)
    expect(region.scan.reading?.tasks.has(`default/ap-guangzhou/${running}`)).toBe(true)
    expect(await region.refresh()).toBe(2)
  })
})

describe('what is seen is what there is', () => {
  const step = fc.record({
    kind: fc.constantFrom('arrive', 'late', 'wait', 'go on', 'end', 'vanish', 'pause', 'nothing'),
    pick: fc.nat(10_000),
    ageMinutes: fc.integer({ min: 0, max: 60 * 24 * 29 }),
    passMs: fc.constantFrom(5_000, 5_000, 60_000, 3_600_000, -30_000),
  })

  test('whatever happens between two refreshes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 301, max: 900 }), fc.array(step, { maxLength: 12 }), async (count, steps) => {
        const region = world()
        fill(region, count, 29 * 86_400_000)
        for (let index = 0; index < 6; index++) region.start(index * 3_000_000, index % 3 === 0 ? 'waiting' : 'running')
        await region.refresh()
        for (const { kind, pick, ageMinutes, passMs } of steps) {
          const ids = [...region.tasks.keys()]
          const active = ids.filter((id) =>
            ['running', 'waiting', 'paused'].includes(region.tasks.get(id)?.status ?? ''),
          )
          const chosen = active[pick % Math.max(1, active.length)] ?? ''
          if (kind === 'arrive') region.start(0)
          if (kind === 'late') region.start(ageMinutes * MINUTE_MS, pick % 2 ? 'succeed' : 'waiting')
          if (kind === 'wait') region.set(chosen, 'waiting')
          if (kind === 'pause') region.set(chosen, 'paused')
          if (kind === 'go on') region.set(chosen, 'running')
          if (kind === 'end') region.set(chosen, pick % 2 ? 'failed' : 'succeed')
          if (kind === 'vanish') region.tasks.delete(ids[pick % ids.length] ?? '')
          await region.refresh(passMs)
        }
        // A clock that stepped back may still find an answer fresh; the last refresh is after it.
        await region.refresh(3_600_000)
        expect(region.scan.reading?.gap).toBe(null)
        expect(region.seen()).toEqual(region.truth())
      }),
      { numRuns: 150 },
    )
  })

  test('what still runs from before the window is followed, and leaves when it ends', async () => {
    const region = world({ ...monthly, from: '-1h' })
    const old = region.start(30 * 3_600_000)
    fill(region, 400, 50 * MINUTE_MS)
    await region.refresh()
    expect(linesOf(region.scan.reading?.earlier ?? [])).toEqual([`${old} running`])
    region.set(old, 'succeed')
    await region.refresh()
    expect(region.scan.reading?.earlier).toEqual([])
  })

  test('a capped scan stays the newest part, and says of how many', async () => {
    const region = world(monthly, 1_000)
    fill(region, 3_000, 20 * 86_400_000)
    await region.refresh()
    for (let turn = 0; turn < 40; turn++) {
      for (let index = 0; index < 10; index++) region.start(1_000, 'succeed')
      await region.refresh()
    }
    const { reading } = region.scan
    expect([reading?.gap, reading?.totalCount]).toEqual(['capped', 3_400])
    expect(reading?.tasks.size).toBeLessThanOrEqual(1_000)
    expect(region.seen()).toEqual(region.truth())
  })

  test('a count that lies is told, and does not have every page read with every refresh', async () => {
    const tasks = Array.from({ length: 500 }, (_, index) =>
      fakeTask({ jobId: String(index), startedAt: toUtcText(Date.parse('2026-02-28T00:00:00Z') + index * 60_000) }),
    )
    const answer = answerFrom(tasks)
    let call = 0
    const { fleet, clock, calls } = fakeFleet({
      describeTasks: async (...asked) => {
        const reply = await answer(...asked)
        return { ...reply, totalCount: reply.totalCount + (call++ % 3) }
      },
    })
    const [scope] = fleet.visibleScopes(null as never)
    if (!scope) throw new Error('the fake fleet has a scope')
    const scan = new ScopeScan(fleet, scope, monthly, 20_000)
    await scan.freshen()?.done
    expect(scan.reading?.gap).toBe('moving')
    expect(scan.reading?.tasks.size).toBe(500)
    const before = calls.length
    for (let turn = 0; turn < 10; turn++) {
      clock.pass(5_000)
      await scan.freshen()?.done
    }
    expect(calls.length - before).toBeLessThan(10 * 40)
    expect(scan.reading?.tasks.size).toBe(500)
  })
})

describe('failure', () => {
  test('keeps the last good rows, is not asked again at once, and a retry is', async () => {
    const region = world()
    fill(region, 50, 86_400_000)
    await region.refresh()
    const { fleet } = fakeFleet({ describeTasks: async () => Promise.reject(new Error('broken')) })
    const [scope] = fleet.visibleScopes(null as never)
    if (!scope) throw new Error('the fake fleet has a scope')
    const scan = new ScopeScan(fleet, scope, monthly, 20_000)
    scan.reading = region.scan.reading
    fleet.now = () => region.clock.now() + 10_000
    await scan.freshen()?.done
    expect(scan.failure?.problem.type).toContain('internal')
    expect(scan.reading?.tasks.size).toBe(50)
    expect(scan.freshen()).toBe(null)
    fleet.now = () => region.clock.now() + 11_500
    expect(scan.freshen()).toBe(null)
    const again = scan.freshen(true)
    expect(again).not.toBe(null)
    expect(scan.freshen(true)).toBe(again)
    await again?.done
  })
})

describe('while the cloud fails', () => {
  function outage(problem: Partial<ConstructorParameters<typeof UpstreamError>[1]> = {}) {
    let isDown = false
    const tasks = [fakeTask({ jobId: '1', startedAt: '2026-02-28T12:00:00Z', status: 'succeed' })]
    const cloud = fakeFleet({
      describeTasks: async (...call) => {
        if (isDown) throw new UpstreamError('timeout', problem)
        return answerFrom(tasks)(...call)
      },
    })
    // Safe: the fake takes any viewer.
    const [scope] = cloud.fleet.visibleScopes(null as never)
    if (!scope) throw new Error('the fake fleet has a scope')
    const scan = new ScopeScan(cloud.fleet, scope, monthly, 20_000)
    const poll = async (afterMs: number) => {
      cloud.clock.pass(afterMs)
      await scan.freshen()?.done
    }
    return { ...cloud, scan, poll, fail: () => (isDown = true), recover: () => (isDown = false) }
  }

  test('rows stand for ten minutes, called stale; then there is the failure alone, until it is read again', async () => {
    const { scan, poll, fail, recover } = outage()
    await poll(0)
    fail()
    for (let minutes = 1; minutes < 10; minutes++) {
      await poll(60_000)
      expect(scopeCoverage(scan)).toMatchObject({ state: 'failed', stale: true, rowsFetched: 1 })
    }
    await poll(60_001)
    expect(scopeCoverage(scan)).toMatchObject({ state: 'failed', stale: false, rowsFetched: 0, fetchedAt: null })
    expect(scan.reading).toBeNull()
    recover()
    await poll(5_000)
    expect(scopeCoverage(scan)).toMatchObject({ state: 'complete', stale: false, rowsFetched: 1 })
  })

  test('rows that nobody has asked about for longer are not shown beside the first failure either', async () => {
    const { scan, poll, fail } = outage()
    await poll(0)
    fail()
    await poll(11 * 60_000)
    expect(scopeCoverage(scan)).toMatchObject({ state: 'failed', stale: false, rowsFetched: 0 })
  })

  test('what is held asks on within a second, and makes no page anew where it says the same', async () => {
    const { scan, poll, fail, calls } = outage({ heldUntilMs: Date.parse('2026-03-01T01:00:00Z') })
    await poll(0)
    fail()
    await poll(5_000)
    expect(scan.failure?.problem).toMatchObject({ retryAt: '2026-03-01T01:00:00Z' })
    const before = { version: scan.version, calls: calls.length }
    await poll(900)
    expect(calls.length).toBe(before.calls)
    await poll(200)
    expect(calls.length).toBeGreaterThan(before.calls)
    expect(scan.version).toBe(before.version)
  })
})
