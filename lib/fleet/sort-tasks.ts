import { remembered } from '@/lib/remembered'
import { reasonOf } from '@/lib/tasks/failure/reason-of'
import { endOf, startOf, type Task } from '@/lib/tasks/task'
import type { SortField, TaskSort } from '@/lib/tasks/task-search'
import { isActive, taskStatusSlugs } from '@/lib/tasks/task-status'

type SortValue = number | string | null

export const newestFirst: TaskSort = { field: 'started', descending: true }

/** A copy in ascending order of job ids, which are numbers of any length. */
export function byJobId(tasks: Iterable<Task>): Task[] {
  return Array.from(tasks, (task) => ({ task, id: orderOfId(task.jobId) }))
    .sort((a, b) => compare(a.id, b.id))
    .map(({ task }) => task)
}

/**
 * A sorted copy of what comes in the order of job ids, which settles ties; rows without the value are last in both
 * directions. What still runs has run until `now`, epoch milliseconds.
 */
export function sortTasks(tasks: Task[], { field, descending }: TaskSort, now: number): Task[] {
  const direction = descending ? -1 : 1
  const inTurn = descending ? tasks.toReversed() : tasks
  const ranks = ranksOf(
    inTurn.map((task) => sortValue[field](task, now)),
    direction,
  )
  // Safe: every index is within both lists.
  return [...inTurn.keys()]
    .sort((a, b) => compareRanks(ranks[a] as number, ranks[b] as number))
    .map((index) => inTurn[index] as Task)
}

function compareRanks(a: number, b: number): number {
  return a < b ? -1 : Number(a > b)
}

/** Numbers in whose ascending order the values stand; what has no value comes last. */
function ranksOf(values: SortValue[], direction: 1 | -1): number[] {
  const rankOfText = new Map<string, number>()
  for (const value of values) if (typeof value === 'string') rankOfText.set(value, 0)
  for (const [rank, text] of [...rankOfText.keys()].sort(compare).entries()) rankOfText.set(text, AFTER_NUMBERS + rank)
  return values.map((value) => {
    if (value === null) return Number.POSITIVE_INFINITY
    return direction * (typeof value === 'number' ? value : (rankOfText.get(value) ?? 0))
  })
}

/** A column has numbers or texts; job ids may be both, and those that no number holds are longer. */
const AFTER_NUMBERS = 2 ** 52

/** Job ids are numbers, of any length. */
function orderOfId(jobId: string): number | string {
  return /^\d{1,15}$/.test(jobId) ? Number(jobId) : jobId
}

/** Taking twenty thousand messages apart costs more than sorting them. */
const reasonAsSorted = remembered((task: Task) => reasonOf(task)?.toLowerCase() || null)

const sortValue: Record<SortField, (task: Task, now: number) => SortValue> = {
  started: startOf,
  ended: endOf,
  duration: (task, now) => task.durationSeconds ?? secondsSoFar(task, now),
  status: ({ status }) => (status === 'unknown' ? null : taskStatusSlugs.indexOf(status)),
  type: ({ type }) => (type === 'unknown' ? null : type),
  instance: ({ instanceIds }) => instanceIds[0] ?? null,
  message: reasonAsSorted,
  progress: ({ progressPercent }) => (typeof progressPercent === 'number' ? progressPercent : null),
  account: ({ account }) => account,
  region: ({ region }) => region,
  job: ({ jobId }) => orderOfId(jobId),
}

function secondsSoFar(task: Task, now: number): number | null {
  const start = startOf(task)
  return start !== null && task.endedAt === null && isActive(task.status) ? (now - start) / 1_000 : null
}

/** Job ids are numbers of any length: the shorter is the smaller. */
function compare(a: number | string, b: number | string): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b
  const [one, other] = [String(a), String(b)]
  if (/^\d+$/.test(one) && /^\d+$/.test(other) && one.length !== other.length) return one.length - other.length
  return one < other ? -1 : Number(one > other)
}
