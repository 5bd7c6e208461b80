import { toBeijingTime } from '../beijing-time'
import { readItem } from '../item-reader'
import type { TaskList } from '../region-tasks'
import type { CallFaults } from './fault'

type Find = TaskList['find']

function isRecord(item: unknown): item is Record<string, unknown> {
  return typeof item === 'object' && item !== null && !Array.isArray(item)
}

function jobIdOf(item: unknown): number {
  return isRecord(item) ? Number(item.JobId) : Number.NaN
}

/** Every start is put back to a whole number of so many seconds, and asked for as such. */
function equalStarts(find: Find, seconds: number): Find {
  const step = seconds * 1000
  return (query, offset, limit, nowMs) => {
    const { startedFromMs: from, startedUntilMs: until } = query
    const asked = {
      ...query,
      startedFromMs: from === undefined ? undefined : Math.ceil(from / step) * step,
      startedUntilMs: until === undefined ? undefined : Math.floor(until / step) * step + step - 1000,
    }
    const { total, items } = find(asked, offset, limit, nowMs)
    return { total, items: items.map((item) => startingAtStep(item, step)) }
  }
}

function startingAtStep(item: unknown, step: number): unknown {
  const { startedAtMs } = readItem(item)
  if (!isRecord(item) || startedAtMs === undefined) return item
  return { ...item, StartTime: toBeijingTime(Math.floor(startedAtMs / step) * step) }
}

/** The region's first tasks are not listed yet. */
function without(find: Find, count: number): Find {
  if (count <= 0) return find
  return (query, offset, limit, nowMs) => {
    const hidden = new Set(find({}, 0, count, nowMs).items.map(jobIdOf))
    const items = find(query, 0, Number.POSITIVE_INFINITY, nowMs).items.filter((item) => !hidden.has(jobIdOf(item)))
    return { total: items.length, items: items.slice(offset, offset + limit) }
  }
}

/** The same order in every call, and none that means anything. */
function unordered(find: Find): Find {
  const place = (item: unknown) => Math.imul(jobIdOf(item), 0x9e3779b1) >>> 0
  return (query, offset, limit, nowMs) => {
    const { total, items } = find(query, 0, Number.POSITIVE_INFINITY, nowMs)
    return { total, items: items.toSorted((a, b) => place(a) - place(b)).slice(offset, offset + limit) }
  }
}

/** Each page begins with the last item of the one before, as when a task has arrived in between. */
function repeatedItem(find: Find): Find {
  return (query, offset, limit, nowMs) => find(query, Math.max(0, offset - 1), limit, nowMs)
}

function emptyPage(find: Find, at: number): Find {
  return (query, offset, limit, nowMs) => {
    const { total, items } = find(query, offset, limit, nowMs)
    return { total, items: offset <= at && at < offset + limit ? [] : items }
  }
}

/** One call is told too many, the next too few. */
function driftingCount(find: Find, by: number): Find {
  return (...asked) => {
    const { total, items } = find(...asked)
    return { total: Math.max(0, total + by), items }
  }
}

/** What a service does to its list that promises no order and changes between two pages. */
export function withListFaults(tasks: TaskList, faults: CallFaults): TaskList {
  let find: Find = (...asked) => tasks.find(...asked)
  const [starts, late, gap, drift] = [
    faults.get('equal-starts'),
    faults.get('late-tasks'),
    faults.get('empty-page'),
    faults.get('drifting-count'),
  ]
  if (starts) find = equalStarts(find, starts.seconds)
  if (late) find = without(find, late.count - late.perCall * faults.turnOf('late-tasks'))
  if (faults.get('unordered')) find = unordered(find)
  if (faults.get('repeated-item')) find = repeatedItem(find)
  if (gap) find = emptyPage(find, gap.at)
  if (drift) find = driftingCount(find, faults.turnOf('drifting-count') % 2 === 0 ? drift.by : -drift.by)
  return { find, knowsInstance: (id) => tasks.knowsInstance(id) }
}
