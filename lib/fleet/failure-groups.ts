import 'server-only'
import { failedInstancesOf } from '@/lib/tasks/failure/failed-instances'
import { failureKindOf } from '@/lib/tasks/failure/failure-kind'
import { failureTextOf } from '@/lib/tasks/failure/failure-text'
import { readLines } from '@/lib/tasks/failure/message-lines'
import { reasonOf } from '@/lib/tasks/failure/reason-of'
import { newestStartFirst } from '@/lib/tasks/newest-start-first'
import { isUtcTime, startOf, type Task } from '@/lib/tasks/task'
import { formatTaskLocator, locatorOf } from '@/lib/tasks/task-locator'
import { toUtcText } from '@/lib/tasks/task-time'
import type { FailureGroup, TasksPage } from '@/lib/tasks/tasks-page'
import { withFailure } from './with-failure'

export type FailureGroups = Pick<TasksPage, 'failures' | 'failureKinds'>

const MOST_GROUPS = 20
const HEADLINE_LENGTH = 200
const MORE_LINES = 3

/** What failed alike more than once; the kind that is asked for too, if any task is of it. */
export function groupFailures(tasks: Iterable<Task>, asked: string | null): FailureGroups {
  const kinds = [...byKind(tasks)]
  const repeated = kinds
    .filter(([, alike]) => alike.length > 1)
    .map(toGroup)
    .sort(mostWidespreadFirst)
  const first = repeated.slice(0, MOST_GROUPS)
  const others = kinds.filter(([kind]) => kind === asked && !first.some((group) => group.kind === kind)).map(toGroup)
  return { failures: [...first, ...others], failureKinds: { all: kinds.length, repeated: repeated.length } }
}

type Alike = [Task, ...Task[]]

function byKind(tasks: Iterable<Task>): Map<string, Alike> {
  const kinds = new Map<string, Alike>()
  for (const task of tasks) {
    // Most have not failed, and a look at one costs less than a look for what is remembered of it.
    const kind = task.status === 'failed' ? failureKindOf(task) : null
    if (kind === null) continue
    const alike = kinds.get(kind)
    if (alike) alike.push(task)
    else kinds.set(kind, [task])
  }
  return kinds
}

function toGroup([kind, alike]: [string, Alike]): FailureGroup {
  const newest = alike.reduce((one, other) => (newestStartFirst(one, other) > 0 ? other : one))
  return {
    kind,
    headline: cut(headlineOf(newest)),
    rule: withFailure(newest).failure?.rule ?? null,
    count: alike.length,
    instances: new Set(alike.flatMap(failedInstancesOf)).size,
    accounts: new Set(alike.map(({ account }) => account)).size,
    regions: [...new Set(alike.map(({ region }) => region))].sort(),
    types: [...new Set(alike.map(({ type }) => type))].sort(),
    firstAt: earliestOf(alike),
    lastAt: isUtcTime(newest.startedAt) ? newest.startedAt : null,
    newest: formatTaskLocator(locatorOf(newest)),
  }
}

/** What a list shows of the task, and the lines after it: the first may be the same for many kinds. */
function headlineOf(task: Task): string {
  const reason = reasonOf(task) ?? ''
  const { lines } = readLines(failureTextOf(task) ?? '')
  const place = lines.findIndex((line) => line.includes(reason))
  return [reason, ...lines.slice(place + 1, place + 1 + MORE_LINES)].join(' · ')
}

function earliestOf(tasks: Task[]): string | null {
  const earliest = tasks.reduce((least, task) => Math.min(least, startOf(task) ?? least), Number.POSITIVE_INFINITY)
  return Number.isFinite(earliest) ? toUtcText(earliest) : null
}

function mostWidespreadFirst(a: FailureGroup, b: FailureGroup): number {
  return b.instances - a.instances || b.count - a.count || (a.kind < b.kind ? -1 : 1)
}

/** Not in the middle of a character. */
function cut(text: string): string {
  return text.length > HEADLINE_LENGTH ? `${text.slice(0, HEADLINE_LENGTH).replace(/[\ud800-\udbff]$/, '')}…` : text
}
