import 'server-only'
import type { Scope } from '@/lib/config'
import { refuse } from '@/lib/http/problem-error'
import { defaultTaskSearch, type TaskSearch } from '@/lib/tasks/task-search'
import { isFinished, statusGroups, taskStatuses, taskStatusSlugs, ungrouped } from '@/lib/tasks/task-status'
import { resolveTimeBound } from '@/lib/tasks/task-time'
import { type TaskType, taskTypes } from '@/lib/tasks/task-types'

/** “Running at” looks this far back from its moment for the starts of what ran then. */
const LOOK_BACK_MS = 7 * 86_400_000

/** What the service is asked, of each scope alike. Bounds are those of the address, so that `-24h` is one question. */
export interface TaskQuestion {
  instanceId?: string
  asyncRequestId?: string
  taskTypes?: number[]
  /** Never of tasks that still run, since `WAITING` has no number: those are told apart here. */
  taskStatuses?: number[]
  from: string | null
  to: string | null
  /** Added before `from`. */
  lookBackMs: number
  /** What was running at `to` is meant, whenever it started. */
  runningAt: boolean
}

/** Epoch milliseconds, in whole seconds as the service counts; both ends are in the range. */
export interface StartRange {
  from: number | null
  to: number
}

/** What of a search the service can filter by. The rest is asked of each row, once they are here. */
export function toTaskQuestion(search: TaskSearch): TaskQuestion {
  const { instance, async: asyncRequestId, type, status } = search
  return {
    instanceId: instance ?? undefined,
    asyncRequestId: asyncRequestId ?? undefined,
    taskTypes: inOrder(typeCodes(type)),
    taskStatuses: inOrder(statusCodes(status)),
    ...windowOf(search),
  }
}

/** The same without what rows can be told by once they are here. */
export function widened({ taskTypes: _, taskStatuses: __, ...question }: TaskQuestion): TaskQuestion {
  return question
}

/** Equal for equal questions, however they were written. */
export function questionKey(scope: Scope, question: TaskQuestion): string {
  const { instanceId, asyncRequestId, taskTypes: types, taskStatuses: statuses, from, to, ...range } = question
  const filters = [instanceId, asyncRequestId, types, statuses, from, to, range.lookBackMs, range.runningAt]
  return JSON.stringify([scope.account.name, scope.region, ...filters])
}

export function resolveRange({ from, to, lookBackMs }: TaskQuestion, now: number): StartRange {
  const wholeSecond = (epochMs: number) => Math.floor(epochMs / 1_000) * 1_000
  return {
    from: from === null ? null : wholeSecond(resolveTimeBound(from, now) - lookBackMs),
    to: wholeSecond(to === null ? now : resolveTimeBound(to, now)),
  }
}

/** Whether what still runs from before the range is asked for too: a window must not hide it. */
export function wantsEarlier({ from, to, runningAt, taskStatuses: statuses }: TaskQuestion): boolean {
  return from !== null && (to === null || runningAt) && statuses === undefined
}

/** The clocks of a reader and of the server may be this far apart. */
const CLOCKS_APART_MS = 60_000

export function refuseImpossibleRange({ from, to, at }: TaskSearch, now: number): void {
  if (at !== null && to !== null) {
    refuse('bad-parameter', {
      detail: 'at asks what was running at one moment; to does not go with it.',
      parameters: [{ parameter: 'to', value: to, reason: 'not-allowed', allowed: ['from, as the look-back of at'] }],
    })
  }
  if (at !== null && resolveTimeBound(at, now) > now + CLOCKS_APART_MS) {
    refuse('bad-parameter', {
      detail: `at=${at} is yet to come: nobody knows what will run then.`,
      parameters: [{ parameter: 'at', value: at, reason: 'not-allowed', allowed: ['a moment that has come'] }],
    })
  }
  const end = at ?? to
  if (end === null || from === 'all' || resolveTimeBound(from, now) <= resolveTimeBound(end, now)) return
  if (at !== null && from === defaultTaskSearch.from) return
  const name = at === null ? 'to' : 'at'
  refuse('bad-parameter', {
    detail: `The range ends (${name}=${end}) before it starts (from=${from}).`,
    parameters: [{ parameter: name, value: end, reason: 'ends-before-it-starts', allowed: [`from ${from} on`] }],
  })
}

function windowOf({ from, to, at }: TaskSearch): Pick<TaskQuestion, 'from' | 'to' | 'lookBackMs' | 'runningAt'> {
  const start = from === 'all' ? null : from
  if (at === null) return { from: start, to, lookBackMs: 0, runningAt: false }
  if (from === defaultTaskSearch.from) return { from: at, to: at, lookBackMs: LOOK_BACK_MS, runningAt: true }
  return { from: start, to: at, lookBackMs: 0, runningAt: true }
}

/** Empty where the service cannot be asked: its numbers leave out `WAITING`, and what nobody has documented. */
function statusCodes(filters: TaskSearch['status']): number[] {
  const statuses = [...ungrouped(filters)]
  const codes = statuses.flatMap((status) => (isFinished(status) ? (taskStatuses[status].code ?? []) : []))
  return codes.length === statuses.length ? codes : []
}

function typeCodes(types: TaskType[]): number[] {
  const codes = types.flatMap((type) => (type === 'unknown' ? [] : taskTypes[type].code))
  return codes.length === types.length ? codes : []
}

/** What still runs and can be asked for by a number. */
export const activeCodes = statusGroups.active.flatMap((slug) => taskStatuses[slug].code ?? [])
/** Every status that can be asked for: whatever is not counted by these waits, or has a status that nobody knows. */
export const numberedCodes = taskStatusSlugs.flatMap((slug) => taskStatuses[slug].code ?? [])

function inOrder(codes: number[]): number[] | undefined {
  return codes.length === 0 ? undefined : [...new Set(codes)].sort((a, b) => a - b)
}
