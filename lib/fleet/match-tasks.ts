import 'server-only'
import { failureKindOf } from '@/lib/tasks/failure/failure-kind'
import { endOf, startOf, type Task } from '@/lib/tasks/task'
import type { TaskSearch } from '@/lib/tasks/task-search'
import { isActive, ungrouped } from '@/lib/tasks/task-status'
import { resolveTimeBound } from '@/lib/tasks/task-time'
import type { FacetCount, Facets } from '@/lib/tasks/tasks-page'
import { matchesText, readTextQuery } from '@/lib/tasks/text-query'

export interface Matches {
  tasks: Task[]
  /** The same where the filter by failure is left out. */
  ofAnyFailure: Task[]
  facets: Facets
}

/** The rows that a search lets through, and by value how many there are where one filter is left out. */
export function matchTasks(tasks: Iterable<Task>, search: TaskSearch, now: number): Matches {
  const isBase = baseFilter(search, now)
  const statuses = ungrouped(search.status)
  const types = new Set(search.type)
  const { failure } = search
  const matching: Task[] = []
  const ofAnyFailure: Task[] = failure === null ? matching : []
  const counts = { status: new Count(), type: new Count(), account: new Count(), region: new Count() }
  for (const task of tasks) {
    if (!isBase(task)) continue
    const hasStatus = statuses.size === 0 || statuses.has(task.status)
    const hasType = types.size === 0 || types.has(task.type)
    if (failure !== null) {
      if (hasStatus && hasType) ofAnyFailure.push(task)
      if (failureKindOf(task) !== failure) continue
    }
    if (hasType) counts.status.add(task.status)
    if (hasStatus) counts.type.add(task.type)
    if (!hasStatus || !hasType) continue
    counts.account.add(task.account)
    counts.region.add(task.region)
    matching.push(task)
  }
  const { status, type, account, region } = counts
  return {
    tasks: matching,
    ofAnyFailure,
    facets: { status: status.most(), type: type.most(), account: account.most(), region: region.most() },
  }
}

/** What the service was not asked for, beside status and type. */
function baseFilter({ q, job, at }: TaskSearch, now: number): (task: Task) => boolean {
  const text = q === null ? null : readTextQuery(q)
  const moment = at === null ? null : resolveTimeBound(at, now)
  return (task) =>
    (job === null || task.jobId === job) &&
    (moment === null || ranAt(task, moment)) &&
    (text === null || matchesText(task, text))
}

/** A task that has ended without saying when is only known to have run at its start. */
function ranAt(task: Task, moment: number): boolean {
  const start = startOf(task)
  if (start === null || start > moment) return false
  const end = endOf(task)
  if (end !== null) return end >= moment
  return isActive(task.status) || start === moment
}

class Count {
  readonly #counts = new Map<string, number>()

  add(value: string): void {
    this.#counts.set(value, (this.#counts.get(value) ?? 0) + 1)
  }

  most(): FacetCount[] {
    return [...this.#counts]
      .map(([value, count]) => ({ value, count }))
      .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
  }
}
