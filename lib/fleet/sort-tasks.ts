import { reasonOf } from '@/lib/tasks/failure/reason-of'
import { isUtcTime, type Task } from '@/lib/tasks/task'
import type { SortField, TaskSort } from '@/lib/tasks/task-search'
import { taskStatusSlugs } from '@/lib/tasks/task-status'

type SortValue = number | string | null

export const newestFirst: TaskSort = { field: 'started', descending: true }

/** A sorted copy of the whole: ties by job id, and rows without the value last in both directions. */
export function sortTasks(tasks: Task[], { field, descending }: TaskSort): Task[] {
  const direction = descending ? -1 : 1
  const valued = tasks.map((task) => ({ task, value: sortValue[field](task) }))
  valued.sort((a, b) => {
    if (a.value === null || b.value === null) return Number(a.value === null) - Number(b.value === null) || tie(a, b)
    return direction * compare(a.value, b.value) || tie(a, b)
  })
  return valued.map(({ task }) => task)

  function tie(a: { task: Task }, b: { task: Task }): number {
    return direction * compareIds(a.task.jobId, b.task.jobId)
  }
}

const sortValue: Record<SortField, (task: Task) => SortValue> = {
  started: ({ startedAt }) => timeOf(startedAt),
  ended: ({ endedAt }) => timeOf(endedAt),
  duration: ({ durationSeconds }) => durationSeconds,
  status: ({ status }) => (status === 'unknown' ? null : taskStatusSlugs.indexOf(status)),
  type: ({ type }) => (type === 'unknown' ? null : type),
  instance: ({ instanceIds }) => instanceIds[0] ?? null,
  message: reasonAsSorted,
  progress: ({ progressPercent }) => (typeof progressPercent === 'number' ? progressPercent : null),
  account: ({ account }) => account,
  region: ({ region }) => region,
  job: ({ jobId }) => jobId,
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

function timeOf(text: string | null): number | null {
  return isUtcTime(text) ? Date.parse(text) : null
}

function compare(a: number | string, b: number | string): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b
  return compareIds(String(a), String(b))
}

/** Job ids are numbers of any length: the shorter is the smaller. */
function compareIds(a: string, b: string): number {
  if (/^\d+$/.test(a) && /^\d+$/.test(b) && a.length !== b.length) return a.length - b.length
  return a < b ? -1 : Number(a > b)
}
