import { reasonOf } from '@/lib/tasks/failure/reason-of'
import { isUtcTime, startOf, type Task } from '@/lib/tasks/task'
import type { SortField, TaskSort } from '@/lib/tasks/task-search'
import { isActive, taskStatusSlugs } from '@/lib/tasks/task-status'

type SortValue = number | string | null

export const newestFirst: TaskSort = { field: 'started', descending: true }

/**
 * A sorted copy of the whole: ties by job id, and rows without the value last in both directions. What still runs has
 * run until `now`, epoch milliseconds.
 */
export function sortTasks(tasks: Task[], { field, descending }: TaskSort, now: number): Task[] {
  const direction = descending ? -1 : 1
  const ranks = ranksOf(
    tasks.map((task) => sortValue[field](task, now)),
    direction,
  )
  const ids = tasks.map(({ jobId }) => orderOfId(jobId))
  const order = new Uint32Array(tasks.length).map((_, index) => index)
  // Safe: every index is within the three lists.
  order.sort((a, b) => {
    const [one, other] = [ranks[a] as number, ranks[b] as number]
    if (one !== other) return one < other ? -1 : 1
    return direction * compare(ids[a] as number | string, ids[b] as number | string)
  })
  return Array.from(order, (index) => tasks[index] as Task)
}

/** Numbers in whose ascending order the values stand; what has no value comes last. */
function ranksOf(values: SortValue[], direction: 1 | -1): Float64Array {
  const texts = [...new Set(values.filter((value) => typeof value === 'string'))].sort(compare)
  const rankOfText = new Map(texts.map((text, rank) => [text, rank]))
  return Float64Array.from(values, (value) => {
    if (value === null) return Number.POSITIVE_INFINITY
    return direction * (typeof value === 'number' ? value : AFTER_NUMBERS + (rankOfText.get(value) ?? 0))
  })
}

/** A column has numbers or texts; job ids may be both, and those that no number holds are longer. */
const AFTER_NUMBERS = 2 ** 52

/** Job ids are numbers, of any length. */
function orderOfId(jobId: string): number | string {
  return /^\d{1,15}$/.test(jobId) ? Number(jobId) : jobId
}

const sortValue: Record<SortField, (task: Task, now: number) => SortValue> = {
  started: (task) => startOf(task),
  ended: ({ endedAt }) => (isUtcTime(endedAt) ? Date.parse(endedAt) : null),
  duration: (task, now) => task.durationSeconds ?? secondsSoFar(task, now),
  status: ({ status }) => (status === 'unknown' ? null : taskStatusSlugs.indexOf(status)),
  type: ({ type }) => (type === 'unknown' ? null : type),
  instance: ({ instanceIds }) => instanceIds[0] ?? null,
  message: (task) => reasonAsSorted(task),
  progress: ({ progressPercent }) => (typeof progressPercent === 'number' ? progressPercent : null),
  account: ({ account }) => account,
  region: ({ region }) => region,
  job: ({ jobId }) => orderOfId(jobId),
}

function secondsSoFar(task: Task, now: number): number | null {
  const start = startOf(task)
  return start !== null && task.endedAt === null && isActive(task.status) ? (now - start) / 1_000 : null
}

/** Tasks never change once they are read, and taking twenty thousand messages apart costs more than sorting them. */
const reasons = new WeakMap<Task, string | null>()

function reasonAsSorted(task: Task): string | null {
  const known = reasons.get(task)
  if (known !== undefined) return known
  const reason = reasonOf(task)?.toLowerCase() || null
  reasons.set(task, reason)
  return reason
}

/** Job ids are numbers of any length: the shorter is the smaller. */
function compare(a: number | string, b: number | string): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b
  const [one, other] = [String(a), String(b)]
  if (/^\d+$/.test(one) && /^\d+$/.test(other) && one.length !== other.length) return one.length - other.length
  return one < other ? -1 : Number(one > other)
}
