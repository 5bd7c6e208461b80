import 'server-only'
import type { Scope } from '@/lib/config'
import { refuse } from '@/lib/http/problem-error'
import { resolveRange, type StartWindow, startWindowOf } from '@/lib/tasks/start-window'
import { defaultTaskSearch, type TaskSearch } from '@/lib/tasks/task-search'
import { isFinished, statusGroups, taskStatuses, taskStatusSlugs, ungrouped } from '@/lib/tasks/task-status'
import { resolveTimeBound, toUtcText } from '@/lib/tasks/task-time'
import { type TaskType, taskTypes } from '@/lib/tasks/task-types'

/** What the service is asked, of each scope alike. */
export interface TaskQuestion extends StartWindow {
  instanceId?: string
  asyncRequestId?: string
  taskTypes?: number[]
  /** Never of tasks that still run, since `WAITING` has no number: those are told apart here. */
  taskStatuses?: number[]
  /** What was running at `to` is meant, whenever it started. */
  runningAt: boolean
}

/** What of a search the service can filter by. The rest is asked of each row, once they are here. */
export function toTaskQuestion(search: TaskSearch): TaskQuestion {
  const { instance, async: asyncRequestId, type, status } = search
  return {
    instanceId: instance ?? undefined,
    asyncRequestId: asyncRequestId ?? undefined,
    taskTypes: inOrder(typeCodes(type)),
    taskStatuses: inOrder(statusCodes(status)),
    ...startWindowOf(search),
    runningAt: search.at !== null && search.to === null,
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

/** Whether what still runs from before the range is asked for too: a window must not hide it. */
export function wantsEarlier({ from, to, runningAt, taskStatuses: statuses }: TaskQuestion): boolean {
  return from !== null && (to === null || runningAt) && statuses === undefined
}

/** The clocks of a reader and of the server may be this far apart. */
const CLOCKS_APART_MS = 60_000

export function refuseImpossibleRange(search: TaskSearch, now: number): void {
  const { from, to, at } = search
  if (at !== null && resolveTimeBound(at, now) > now + CLOCKS_APART_MS) {
    refuse('bad-parameter', {
      detail: `at=${at} is yet to come: nobody knows what will run then.`,
      parameters: [{ parameter: 'at', value: at, reason: 'not-allowed', allowed: ['a moment that has come'] }],
    })
  }
  const end = to ?? at
  const range = resolveRange(startWindowOf(search), now)
  if (end === null || range.from === null || range.from <= range.to) return
  const begin = at !== null && from === defaultTaskSearch.from ? toUtcText(range.from) : from
  const name = to === null ? 'at' : 'to'
  refuse('bad-parameter', {
    detail: `The range ends (${name}=${end}) before it starts (${begin}).`,
    parameters: [{ parameter: name, value: end, reason: 'ends-before-it-starts', allowed: [`from ${begin} on`] }],
  })
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
