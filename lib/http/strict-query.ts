import 'server-only'
import type { Retry } from '@/lib/tasks/scope-choice'
import { readTaskSearch, type SearchProblem, type TaskSearch } from '@/lib/tasks/task-search'
import { isRelative, readTimeBound, timeBoundForms } from '@/lib/tasks/task-time'
import { refuse } from './problem-error'

/** The BFF's reading of a query: what is not understood is refused, since a dropped filter shows the wrong rows. */
export function requireTaskSearch(query: URLSearchParams): TaskSearch {
  const { search, problems } = readTaskSearch(query)
  return problems.length === 0 ? search : refuseParameters(problems)
}

export interface ListRequest {
  search: TaskSearch
  /** `first`: a part now rather than the whole later. */
  wait: 'all' | 'first'
  retry: Retry | null
}

const WAITS = ['all', 'first'] as const

/** The list as the page asks for it: a search, and how the answer is wanted, which no address has. */
export function requireListRequest(query: URLSearchParams): ListRequest {
  const rest = new URLSearchParams(query)
  rest.delete('wait')
  rest.delete('retry')
  const { search, problems } = readTaskSearch(rest)
  const wait = WAITS.find((known) => known === (query.get('wait') ?? 'all'))
  const retry = readRetry(query.get('retry'))
  for (const name of ['wait', 'retry']) {
    if (query.getAll(name).length > 1) problems.push(toProblem(name, query, 'repeated', []))
  }
  if (!wait) problems.push(toProblem('wait', query, 'not-allowed', [...WAITS]))
  if (retry === undefined) problems.push(toProblem('retry', query, 'not-allowed', ['account/region', 'all']))
  return problems.length > 0 || !wait ? refuseParameters(problems) : { search, wait, retry: retry ?? null }
}

/** Null where none is given, undefined where it cannot be read. */
function readRetry(text: string | null): ListRequest['retry'] | undefined {
  if (text === null || text === 'all') return text
  const [, account, region] = /^([\w.-]{1,64})\/([a-z0-9-]{1,40})$/.exec(text) ?? []
  return account && region ? { account, region } : undefined
}

/** `start`, the one parameter of a task's address; null when it is left out. */
export function requireStart(query: URLSearchParams): string | null {
  const unknown = [...new Set(query.keys())].filter((name) => name !== 'start')
  const values = query.getAll('start')
  const [value = ''] = values
  const startedAt = readTimeBound(value)
  const allowed = timeBoundForms.filter((form) => !isRelative(form))
  if (unknown.length > 0)
    refuseParameters(unknown.map((name) => toProblem(name, query, 'unknown-parameter', ['start'])))
  if (values.length > 1) refuseParameters([toProblem('start', query, 'repeated', allowed)])
  if (values.length === 0) return null
  if (startedAt !== null && !isRelative(startedAt)) return startedAt
  return refuseParameters([toProblem('start', query, 'not-allowed', allowed)])
}

/** For what takes no parameters at all. */
export function requireNoParameters(query: URLSearchParams): void {
  const names = [...new Set(query.keys())]
  if (names.length > 0) refuseParameters(names.map((name) => toProblem(name, query, 'unknown-parameter', [])))
}

export function refuseParameters(parameters: SearchProblem[]): never {
  return refuse('bad-parameter', { detail: parameters.map(inWords).join(' '), parameters })
}

function toProblem(parameter: string, query: URLSearchParams, reason: SearchProblem['reason'], allowed: string[]) {
  return { parameter, value: query.getAll(parameter).join(' '), reason, allowed }
}

function inWords({ parameter, value, reason, allowed }: SearchProblem): string {
  const choice = allowed.length > 0 ? `Allowed: ${allowed.join(', ')}.` : 'None are allowed.'
  const wordsOf: Record<SearchProblem['reason'], string> = {
    'unknown-parameter': `There is no parameter ${quote(parameter)}. ${choice}`,
    repeated: `${parameter} is given more than once; give it once, several values of a list with commas.`,
    'not-allowed': `${parameter} does not take ${quote(value)}. ${choice}`,
    'ends-before-it-starts': `${parameter}=${value} is before the start of the range.`,
  }
  return wordsOf[reason]
}

function quote(text: string): string {
  return JSON.stringify(text.length > 100 ? `${text.slice(0, 100)}…` : text)
}
