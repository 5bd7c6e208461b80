import 'server-only'
import type { Scope } from '@/lib/config'
import type { Bound, Neighbour, Neighbours } from '@/lib/tasks/details/task-details'
import { newestStartFirst } from '@/lib/tasks/newest-start-first'
import { endOf, startOf, type Task } from '@/lib/tasks/task'
import { taskStatuses } from '@/lib/tasks/task-status'
import { taskTypes } from '@/lib/tasks/task-types'
import type { Fleet } from '../fleet'
import { PAGE_ROWS } from '../scope-reader'

const DAY_MS = 86_400_000
/** How far to both sides; the nearer where there are too many tasks to read at once. */
export const FURTHEST_MS = 7 * DAY_MS
const REACHES_MS = [FURTHEST_MS, DAY_MS / 4]
export const MOST_OF_A_KIND = 3
const MOST_DURING = 10

export interface NeighboursRead {
  data: Neighbours | null
  bound: Bound | null
  requestIds: string[]
}

/**
 * What ran on a task's first instance before, during and after it, and for one that did not succeed the last of its type
 * that did: two questions, asked side by side. Throws an UpstreamError.
 */
export async function readNeighbours(
  fleet: Fleet,
  scope: Scope,
  task: Task,
  signal: AbortSignal,
): Promise<NeighboursRead> {
  const [instanceId] = task.instanceIds
  const start = startOf(task)
  if (instanceId === undefined || start === null) return { data: null, bound: null, requestIds: [] }
  const reader = new Reader(fleet, scope, instanceId, signal)
  const [around, worked] = await Promise.all([reader.around(task, start), reader.lastSuccess(task, start)])
  const { near, more } = beside(around.tasks, task, start)
  const neighbours = [...near, ...(worked ? [toNeighbour(worked, 'worked')] : [])]
  return {
    data: neighbours.length > 0 ? { instanceId, tasks: neighbours, more } : null,
    bound: around.total > around.tasks.length ? { of: 'tasks', read: around.tasks.length, total: around.total } : null,
    requestIds: reader.requestIds,
  }
}

class Reader {
  readonly requestIds: string[] = []

  constructor(
    private readonly fleet: Fleet,
    private readonly scope: Scope,
    private readonly instanceId: string,
    private readonly signal: AbortSignal,
  ) {}

  async around(task: Task, start: number): Promise<{ tasks: Task[]; total: number }> {
    const end = endOf(task) ?? this.fleet.now()
    let read = { tasks: [] as Task[], total: 0 }
    for (const reach of REACHES_MS) {
      read = await this.#page({ startTimeBegin: start - reach, startTimeEnd: end + reach })
      if (read.total <= PAGE_ROWS) break
    }
    return read
  }

  /** The newest is known only where all of a range was read: the range is narrowed until it is. */
  async lastSuccess({ type, status }: Task, start: number): Promise<Task | null> {
    if (type === 'unknown' || status === 'succeed') return null
    const wanted = { taskTypes: [taskTypes[type].code], taskStatuses: [taskStatuses.succeed.code] }
    for (const reach of [null, 30 * DAY_MS, DAY_MS]) {
      const from = reach === null ? {} : { startTimeBegin: start - reach }
      const { tasks, total } = await this.#page({ ...wanted, ...from, startTimeEnd: start - 1_000 })
      if (total <= tasks.length) return tasks.toSorted(newestStartFirst)[0] ?? null
    }
    return null
  }

  async #page(range: { startTimeBegin?: number; startTimeEnd: number; taskTypes?: number[]; taskStatuses?: number[] }) {
    const request = { ...range, instanceId: this.instanceId, offset: 0, limit: PAGE_ROWS }
    const { rows, totalCount, requestId } = await this.fleet.describeTasks(this.scope, request, { signal: this.signal })
    if (requestId !== null) this.requestIds.push(requestId)
    return { tasks: rows.map((row) => row.task), total: totalCount }
  }
}

function beside(tasks: Task[], task: Task, start: number): { near: Neighbour[]; more: Neighbours['more'] } {
  const end = endOf(task) ?? Number.POSITIVE_INFINITY
  const others = tasks.filter((other) => other.key !== task.key && startOf(other) !== null).sort(newestStartFirst)
  const isAfter = (other: Task) => (startOf(other) ?? 0) > end
  const isBefore = (other: Task) =>
    (startOf(other) ?? 0) < start && (endOf(other) ?? (other.endedAt === null ? Number.POSITIVE_INFINITY : 0)) <= start
  const after = others.filter(isAfter)
  const before = others.filter((other) => !isAfter(other) && isBefore(other))
  const during = others.filter((other) => !isAfter(other) && !isBefore(other))
  return {
    near: [
      ...after.slice(-MOST_OF_A_KIND).map((other) => toNeighbour(other, 'after')),
      ...during.slice(0, MOST_DURING).map((other) => toNeighbour(other, 'during')),
      ...before.slice(0, MOST_OF_A_KIND).map((other) => toNeighbour(other, 'before')),
    ],
    more: {
      after: Math.max(0, after.length - MOST_OF_A_KIND),
      during: Math.max(0, during.length - MOST_DURING),
      before: Math.max(0, before.length - MOST_OF_A_KIND),
    },
  }
}

function toNeighbour(task: Task, relation: Neighbour['relation']): Neighbour {
  const { key, account, region, jobId, type, typeWire, status, statusWire, startedAt, endedAt } = task
  return { key, account, region, jobId, type, typeWire, status, statusWire, startedAt, endedAt, relation }
}
