import type { TaskSearch } from '@/lib/tasks/task-search'
import type { Coverage, ScopeCoverage } from '@/lib/tasks/tasks-page'
import { missingScopes, standingOf } from './standing'

/**
 * What a page says to a search: its rows; that it is still being read; that it has no honest answer; or that nothing
 * could be read at all.
 */
export type Answer = 'rows' | 'reading' | 'unanswered' | 'nothing'

export function answerOf(search: TaskSearch, coverage: Coverage): Answer {
  const missing = missingScopes(coverage)
  if (missing.length > 0 && coverage.scopes.every((scope) => standingOf(scope) === 'failed')) return 'nothing'
  if (missing.length === 0 || !needsWhole(search)) return 'rows'
  return missing.some((scope) => standingOf(scope) === 'reading') ? 'reading' : 'unanswered'
}

/** Of a part, the newest starts are a list; a match, an order or a moment out of a part looks like one of the whole. */
function needsWhole({ q, sort, job, at }: TaskSearch): boolean {
  return Boolean(q || job || at) || !isNewestFirst(sort)
}

export function isNewestFirst(sort: TaskSearch['sort']): boolean {
  return sort === null || (sort.field === 'started' && sort.descending)
}

/** Why the list cannot be sorted, by what has to happen first; null where it can. */
export function whyUnsorted(coverage: Coverage): { why: Unsorted; scopes: ScopeCoverage[] } | null {
  const missing = missingScopes(coverage)
  for (const why of ['reading', 'failed', 'capped', 'moving'] as const) {
    const scopes = missing.filter((scope) => standingOf(scope) === why)
    if (scopes.length > 0) return { why, scopes }
  }
  return null
}

type Unsorted = 'reading' | 'failed' | 'capped' | 'moving'

/** The start from which on every capped scope is held whole; null where none is capped, or one does not say. */
export function heldFrom(scopes: ScopeCoverage[]): string | null {
  const starts = scopes.filter((scope) => standingOf(scope) === 'capped').map((scope) => scope.heldFrom)
  return starts.includes(null) ? null : (starts.sort().at(-1) ?? null)
}
