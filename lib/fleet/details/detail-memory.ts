import 'server-only'
import { FAILED_MS } from '@/lib/tasks/details/failed-source'
import type { Detail } from '@/lib/tasks/details/task-details'
import { endOf, type Task } from '@/lib/tasks/task'
import { isFinished } from '@/lib/tasks/task-status'
import { AROUND_MS } from '@/lib/tencent/details/task-span'
import { FURTHEST_MS, MOST_OF_A_KIND } from './neighbours'

const ACTIVE_MS = 10_000
/** A sibling may learn of a task's end a while after it. */
const SETTLED_MS = 10 * 60_000
const UNSETTLED_MS = 60_000
const NOTHING_MS = 10 * 60_000
const FOR_GOOD = 0

/** How long what a source said of a task may be told again, in milliseconds; 0 for good. */
export function rememberedFor(detail: Detail, task: Task, now: number): number {
  const { state, problem } = detail
  if (state === 'failed' || problem) return FAILED_MS
  if (!isFinished(task.status)) return ACTIVE_MS
  const end = endOf(task)
  if (end === null || hasActiveNeighbour(detail)) return UNSETTLED_MS
  return settledFor(state, end + reachOf(detail), now)
}

function hasActiveNeighbour({ source, data }: Detail): boolean {
  return source === 'instance-tasks' && (data?.tasks.some(({ status }) => !isFinished(status)) ?? false)
}

/** How long after its end a task may still get company. */
function reachOf({ source, data }: Detail): number {
  if (source === 'switch-records' || source === 'alarm-events') return AROUND_MS
  if (source !== 'instance-tasks') return 0
  const after = data?.tasks.filter(({ relation }) => relation === 'after').length ?? 0
  return after < MOST_OF_A_KIND ? FURTHEST_MS : 0
}

/** The same of what happened up to a moment; null where that moves on with the clock. */
export function eventsRememberedFor(state: Detail['state'], until: number | null, now: number): number {
  if (state === 'failed') return FAILED_MS
  return until === null || until > now ? ACTIVE_MS : settledFor(state, until, now)
}

function settledFor(state: Detail['state'], end: number, now: number): number {
  if (now - end < SETTLED_MS) return UNSETTLED_MS
  return state === 'nothing' ? NOTHING_MS : FOR_GOOD
}
