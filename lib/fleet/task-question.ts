import 'server-only'
import type { Scope } from '@/lib/config'
import { refuse } from '@/lib/http/problem-error'
import type { SearchProblem, TaskSearch } from '@/lib/tasks/task-search'
import { statusGroups, type TaskStatusSlug, taskStatuses } from '@/lib/tasks/task-status'
import { resolveTimeBound } from '@/lib/tasks/task-time'
import { taskTypes } from '@/lib/tasks/task-types'
import { chooseScopes } from './scopes'

/** What one upstream call can ask of one scope; times are bounds of the address, so that `-24h` is one question. */
export interface TaskQuestion {
  scope: Scope
  instanceId?: string
  asyncRequestId?: string
  taskTypes?: number[]
  taskStatuses?: number[]
  from: string | null
  to: string | null
}

/** Throws a problem for whatever a single call cannot answer: it is never answered from one page instead. */
export function toTaskQuestion(search: TaskSearch, visible: Scope[], now: number): TaskQuestion {
  refuseBackwardRange(search, now)
  refuseWhatNeedsScan(search)
  return {
    scope: oneScope(search, visible),
    instanceId: search.instance ?? undefined,
    asyncRequestId: search.async ?? undefined,
    taskTypes: inOrder(search.type.map((slug) => taskTypes[slug].code)),
    taskStatuses: inOrder(statusCodes(search)),
    from: search.from === 'all' ? null : search.from,
    to: search.to,
  }
}

/** Equal for equal questions, however they were written. */
export function questionKey({ scope, ...filters }: TaskQuestion): string {
  const { instanceId, asyncRequestId, taskTypes: types, taskStatuses: statuses, from, to } = filters
  return JSON.stringify([scope.account.name, scope.region, instanceId, asyncRequestId, types, statuses, from, to])
}

function refuseBackwardRange({ from, to }: TaskSearch, now: number): void {
  if (to === null || from === 'all' || resolveTimeBound(from, now) <= resolveTimeBound(to, now)) return
  refuse('bad-parameter', {
    detail: `The range ends (to=${to}) before it starts (from=${from}).`,
    parameters: [{ parameter: 'to', value: to, reason: 'ends-before-it-starts', allowed: [`from ${from} on`] }],
  })
}

function refuseWhatNeedsScan(search: TaskSearch): void {
  const names = (['q', 'at', 'job'] as const).filter((name) => search[name])
  if (names.length === 0) return
  refuse('needs-scan', {
    detail: `${names.join(', ')} can only be answered by reading every task, which this version does not do yet.`,
    parameters: names.map((name) => notAnswered(name, search[name] ?? '')),
  })
}

function oneScope(search: TaskSearch, visible: Scope[]): Scope {
  const [scope, ...others] = chooseScopes(search, visible)
  if (scope && others.length === 0) return scope
  if (search.account.length > 1 || search.region.length > 1) {
    refuse('needs-scan', {
      detail: 'Several regions or accounts at once are not answered yet. Name one of each.',
      parameters: (['account', 'region'] as const)
        .filter((name) => search[name].length > 1)
        .map((name) => notAnswered(name, search[name].join(','))),
    })
  }
  const names = [scope, ...others].flatMap((one) => (one ? [`account=${one.account.name}&region=${one.region}`] : []))
  return refuse('scope-required', {
    detail: `Several regions are configured; name one: ${names.join(', ')}.`,
    parameters: [{ parameter: 'region', value: search.region.join(','), reason: 'not-allowed', allowed: names }],
  })
}

function statusCodes({ status }: TaskSearch): number[] {
  if (status.includes('waiting')) {
    refuse('waiting-cannot-be-asked', {
      detail: 'The service has no number for WAITING in a request. Leave the status out to see waiting tasks.',
      parameters: [notAnswered('status', status.join(','))],
    })
  }
  return status
    .flatMap((filter): TaskStatusSlug[] => (isGroup(filter) ? statusGroups[filter] : [filter]))
    .flatMap((slug) => taskStatuses[slug].code ?? [])
}

function notAnswered(parameter: string, value: string): SearchProblem {
  return { parameter, value, reason: 'not-answered', allowed: [] }
}

function isGroup(filter: string): filter is keyof typeof statusGroups {
  return Object.hasOwn(statusGroups, filter)
}

function inOrder(codes: number[]): number[] | undefined {
  return codes.length === 0 ? undefined : [...new Set(codes)].sort((a, b) => a - b)
}
