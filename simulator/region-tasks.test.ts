import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { documentedTypeCodes, statusCodes, typeNames } from './fleet/vocabulary'
import { readItem } from './item-reader'
import { RegionTasks } from './region-tasks'
import { defaultRegions, fleetRegions, mostRegions } from './regions'
import { matches, type TaskQuery } from './task-query'

const dayMs = 24 * 3600 * 1000
const everyStatus = Object.values(statusCodes)
const everyType = Object.keys(typeNames).map(Number)
const moments = fc.integer({ min: Date.UTC(2020, 0), max: Date.UTC(2040, 0) })
const constants = ['JobId', 'StartTime', 'Type'] as const
const states = ['Progress', 'Status', 'EndTime', 'Message', 'Code', 'Data'] as const

function createRegion(startedAtMs: number, seed = 1, region = 'ap-guangzhou') {
  return new RegionTasks({ region, shape: defaultRegions[region] ?? 'live', seed, startedAtMs })
}

function find(tasks: RegionTasks, nowMs: number, windowMs = dayMs, limit = 100_000) {
  const { items } = tasks.find({ startedFromMs: nowMs - windowMs }, 0, limit, nowMs)
  // Safe: these regions serve their own tasks, which are objects.
  return items.map((item) => ({ item: item as Record<string, unknown>, ...readItem(item) }))
}

describe('the last day of ap-guangzhou', () => {
  it('holds every type and every status, whenever and with whatever seed the simulator starts', () => {
    fc.assert(
      fc.property(moments, fc.nat(), (startedAtMs, seed) => {
        const items = find(createRegion(startedAtMs, seed), startedAtMs)
        expect(new Set(items.map(({ type }) => type))).toEqual(new Set(everyType))
        expect(new Set(items.map(({ status }) => status))).toEqual(new Set(everyStatus))
      }),
      { numRuns: 15 },
    )
  })

  it('still does minutes, hours and days after the start', () => {
    fc.assert(
      fc.property(moments, fc.integer({ min: 1, max: 40 * 3600 }), (startedAtMs, seconds) => {
        const nowMs = startedAtMs + seconds * 1000
        const items = find(createRegion(startedAtMs), nowMs)
        expect(new Set(items.map(({ type }) => type))).toEqual(new Set(everyType))
        expect(new Set(items.map(({ status }) => status))).toEqual(new Set(everyStatus))
      }),
      { numRuns: 8 },
    )
  })

  it('shows at least eight of the ten states on its first page of fifty', () => {
    fc.assert(
      fc.property(moments, fc.nat(), (startedAtMs, seed) => {
        const items = find(createRegion(startedAtMs, seed), startedAtMs, dayMs, 50)
        expect(new Set(items.map(({ status }) => status)).size).toBeGreaterThanOrEqual(8)
      }),
      { numRuns: 15 },
    )
  })
})

describe('the live regions', () => {
  const liveRegions = ['ap-shanghai', 'ap-singapore', 'ap-shanghai-fsi']

  it.each(liveRegions)('have in %s every documented type in success and in failure', (region) => {
    fc.assert(
      fc.property(moments, fc.nat(), (startedAtMs, seed) => {
        const items = find(createRegion(startedAtMs, seed, region), startedAtMs, 31 * dayMs)
        for (const status of [2, 3]) {
          const types = new Set(items.filter((item) => item.status === status).map(({ type }) => type))
          expect(documentedTypeCodes.filter((type) => !types.has(type))).toEqual([])
        }
      }),
      { numRuns: 15 },
    )
  })

  it.each(liveRegions)('have in %s upgrades that wait before they begin, and before the switch', (region) => {
    fc.assert(
      fc.property(moments, fc.nat(), fc.integer({ min: 0, max: 3 * 24 * 3600 }), (startedAtMs, seed, seconds) => {
        const nowMs = startedAtMs + seconds * 1000
        const items = find(createRegion(startedAtMs, seed, region), nowMs, 31 * dayMs)
        const progressOf = (status: unknown) =>
          new Set(items.filter((item) => item.status === status).map(({ progress }) => progress))
        expect(progressOf('WAITING')).toEqual(new Set([0, 90]))
        expect(progressOf(-1)).toEqual(new Set([0]))
      }),
      { numRuns: 15 },
    )
  })
})

describe('the fleet', () => {
  it.each([
    ['ap-guangzhou', 200, 1000],
    ['ap-shanghai', 90, 450],
    ['ap-singapore', 60, 300],
    ['ap-beijing', 120, 600],
    ['ap-shanghai-fsi', 48, 180],
    ['eu-frankfurt', 0, 0],
  ])('has in %s about %i tasks in a day and %i in a month', (region, day, month) => {
    const startedAtMs = Date.UTC(2026, 3, 5, 6, 7, 8)
    const tasks = createRegion(startedAtMs, 1, region)
    expect(Math.abs(find(tasks, startedAtMs).length - day)).toBeLessThanOrEqual(4)
    expect(Math.abs(find(tasks, startedAtMs, 30 * dayMs).length - month)).toBeLessThanOrEqual(4)
  })

  it('gets a new task in ap-guangzhou every 20 to 60 seconds', () => {
    const startedAtMs = Date.UTC(2026, 3, 5)
    const nowMs = startedAtMs + dayMs
    const starts = find(createRegion(startedAtMs), nowMs, dayMs - 60_000).map(({ startedAtMs: at }) => at ?? 0)
    starts.sort((a, b) => a - b)
    const gaps = starts.slice(1).map((at, index) => (at - (starts[index] ?? 0)) / 1000)
    expect(gaps.length).toBeGreaterThan(2000)
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(17)
    expect(Math.max(...gaps)).toBeLessThanOrEqual(63)
  })

  it('plans the same tasks again after a restart', () => {
    const startedAtMs = Date.UTC(2026, 3, 5)
    const first = find(createRegion(startedAtMs), startedAtMs)
    const restarted = find(createRegion(startedAtMs + 3600_000), startedAtMs + 3600_000)
    const ids = new Set(restarted.map(({ item }) => item.JobId))
    const kept = first.filter(({ item }) => ids.has(item.JobId))
    expect(kept.length).toBeGreaterThan(first.length * 0.9)
  })

  it('has other tasks with another seed', () => {
    const startedAtMs = Date.UTC(2026, 3, 5)
    const [one, two] = [1, 2].map((seed) => createRegion(startedAtMs, seed).fleet.instances.map(({ id }) => id))
    expect(one?.filter((id) => two?.includes(id))).toEqual([])
  })

  it('lists mostly the newest first, but not strictly', () => {
    const startedAtMs = Date.UTC(2026, 3, 5)
    const starts = find(createRegion(startedAtMs), startedAtMs, 12 * 3600_000).map(({ startedAtMs: at }) => at ?? 0)
    const falling = starts.slice(1).filter((at, index) => at <= (starts[index] ?? 0)).length
    expect(falling / starts.length).toBeGreaterThan(0.6)
    expect(falling).toBeLessThan(starts.length - 1)
  })
})

describe('a task', () => {
  it('starts once, never goes back, and ends once', () => {
    const startedAtMs = Date.UTC(2026, 3, 5)
    const tasks = createRegion(startedAtMs)
    const last = new Map<unknown, Record<string, unknown>>()
    const broken: unknown[] = []
    for (let minute = 0; minute < 8 * 60; minute += 7) {
      for (const { item } of find(tasks, startedAtMs + minute * 60_000, 11 * 3600_000)) {
        const before = last.get(item.JobId)
        last.set(item.JobId, item)
        if (!before) continue
        const ended = typeof before.EndTime === 'string' && before.EndTime > '1'
        const fixed = ended ? [...constants, ...states] : constants
        const changed = fixed.some((name) => JSON.stringify(item[name]) !== JSON.stringify(before[name]))
        if (changed || Number(item.Progress) < Number(before.Progress)) broken.push({ before, item })
      }
    }
    expect(broken).toEqual([])
    expect(last.size).toBeGreaterThan(700)
  })

  it('is the same whatever was asked before', () => {
    const startedAtMs = Date.UTC(2026, 3, 5)
    const nowMs = startedAtMs + 5 * 3600_000
    const stepped = createRegion(startedAtMs)
    for (let at = startedAtMs; at < nowMs; at += 97_000) find(stepped, at, dayMs, 50)
    expect(find(stepped, nowMs)).toEqual(find(createRegion(startedAtMs), nowMs))
  })

  it('has a JobId of its own among a hundred thousand', () => {
    const tasks = new RegionTasks({
      region: 'ap-shanghai',
      shape: 'live',
      seed: 3,
      startedAtMs: Date.UTC(2026, 3, 5),
      tasks: 100_000,
    })
    const ids = new Set(tasks.fleet.tasks.map(({ jobId }) => jobId))
    expect(ids.size).toBe(tasks.fleet.tasks.length)
    expect(Math.abs(ids.size - 100_000)).toBeLessThan(10)
  })

  it('without an end says so in one of three ways', () => {
    const startedAtMs = Date.UTC(2026, 3, 5)
    const ends = find(createRegion(startedAtMs), startedAtMs + 2 * dayMs, 3 * 3600_000)
      .filter(({ status }) => status === 1 || status === 'WAITING' || status === -1 || status === 6)
      .map(({ item }) => item.EndTime)
    expect(new Set(ends)).toEqual(new Set(['0000-00-00 00:00:00', '', null]))
  })
})

describe('a hundred thousand tasks', () => {
  const startedAtMs = Date.UTC(2026, 3, 5, 6, 7, 8)
  const nowMs = startedAtMs + 3 * 3600_000
  const tasks = new RegionTasks({ region: 'ap-guangzhou', shape: 'live', seed: 1, startedAtMs, tasks: 100_000 })
  const everything = tasks.find({}, 0, 200_000, nowMs).items.map((item) => ({ item, readable: readItem(item) }))
  const times = fc.option(fc.integer({ min: startedAtMs - 31 * dayMs, max: nowMs + dayMs }), { nil: undefined })
  const queries: fc.Arbitrary<TaskQuery> = fc.record({
    startedFromMs: times,
    startedUntilMs: times,
    types: fc.option(fc.uniqueArray(fc.constantFrom(...everyType), { minLength: 1 }), { nil: undefined }).map(toSet),
    statuses: fc
      .option(fc.uniqueArray(fc.integer({ min: -1, max: 6 }), { minLength: 1 }), { nil: undefined })
      .map(toSet),
    instanceId: fc.option(fc.constantFrom(...tasks.fleet.instances.slice(0, 50).map(({ id }) => id)), {
      nil: undefined,
      freq: 2,
    }),
  })

  it('are found by any filter and paged like a list that is read from end to end', () => {
    fc.assert(
      fc.property(queries, fc.nat(100_000), fc.integer({ min: 1, max: 100 }), (query, offset, limit) => {
        const expected = everything.filter(({ readable }) => matches(query, readable))
        const found = tasks.find(query, offset % (expected.length + 5), limit, nowMs)
        const at = offset % (expected.length + 5)
        expect(found.total).toBe(expected.length)
        expect(found.items).toEqual(expected.slice(at, at + limit).map(({ item }) => item))
      }),
      { numRuns: 20 },
    )
  })
})

function toSet(values: number[] | undefined): Set<number> | undefined {
  return values && new Set(values)
}

describe('a region with a number of active tasks', () => {
  const startedAtMs = Date.UTC(2026, 3, 5, 6, 7, 8)
  const active = new Set([-1, 0, 1, 6, 'WAITING'])
  const steady = new RegionTasks({
    region: 'ap-guangzhou',
    shape: 'live',
    seed: 1,
    startedAtMs,
    tasks: 10_000,
    activeTasks: 20,
  })

  it.each([0, 1, 7, 60, 600])('has about so many after %i minutes, a few waiting, some begun long ago', (minutes) => {
    const nowMs = startedAtMs + minutes * 60_000
    const found = find(steady, nowMs, 40 * dayMs).filter(({ status }) => active.has(status ?? ''))
    expect(Math.abs(found.length - 20)).toBeLessThanOrEqual(3)
    const waiting = found.filter(({ status }) => status === 'WAITING')
    expect(waiting.length).toBeGreaterThanOrEqual(2)
    expect(waiting.length).toBeLessThanOrEqual(6)
    expect(found.filter(({ startedAtMs: at }) => (at ?? 0) < startedAtMs - 2 * dayMs).length).toBeGreaterThanOrEqual(8)
  })

  it('goes on to get new tasks, and to end others', () => {
    const before = find(steady, startedAtMs, 40 * dayMs)
    const after = find(steady, startedAtMs + 10 * 60_000, 40 * dayMs)
    expect(after.length - before.length).toBeGreaterThan(10)
    const ended = new Set(after.filter(({ status }) => !active.has(status ?? '')).map(({ item }) => item.JobId))
    const since = before.filter(({ status, item }) => active.has(status ?? '') && ended.has(item.JobId))
    expect(since.length).toBeGreaterThan(5)
  })
})

describe('a fleet of regions', () => {
  it('has as many as were asked for, and tasks in each of the first twenty', () => {
    expect(Object.keys(fleetRegions(5))).toHaveLength(5)
    const counts = Object.entries(fleetRegions(mostRegions)).map(([region, shape]) => {
      const tasks = new RegionTasks({ region, shape, seed: 1, startedAtMs: Date.UTC(2026, 3, 5), tasks: 100 })
      return tasks.fleet.tasks.length
    })
    expect(counts.slice(0, 20).every((count) => Math.abs(count - 100) <= 5)).toBe(true)
    expect(counts.slice(20)).toEqual([0])
  })
})
