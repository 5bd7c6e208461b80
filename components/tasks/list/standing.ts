import type { ScopeName } from '@/lib/tasks/scope-choice'
import type { Coverage, ScopeCoverage } from '@/lib/tasks/tasks-page'

/** How one scope stands in the list, worst first. */
export const standings = ['failed', 'capped', 'moving', 'reading', 'stale', 'read'] as const

export type Standing = (typeof standings)[number]

export function standingOf({ state, gap, stale }: Pick<ScopeCoverage, 'state' | 'gap' | 'stale'>): Standing {
  if (state === 'complete') return 'read'
  if (gap !== null) return gap
  return stale ? 'stale' : 'failed'
}

/** What keeps the list from being the whole; an older reading of all of it is old, and whole. */
export function missingScopes({ scopes, whole }: Coverage): ScopeCoverage[] {
  return whole ? [] : scopes.filter((scope) => !['read', 'stale'].includes(standingOf(scope)))
}

/** Scopes of which rows may still come that are not new. */
export function unreadScopes({ scopes }: Coverage): string[] {
  return scopes.filter((scope) => ['failed', 'reading'].includes(standingOf(scope))).map(scopeKey)
}

/** Whether no scope has given any of its rows. */
export function isUnread(coverage: Coverage): boolean {
  return unreadScopes(coverage).length === coverage.scopes.length
}

export function scopeKey({ account, region }: ScopeName): string {
  return `${account}/${region}`
}

/** Seconds from the reading that a scope's rows are of to the making of the page; null where none were ever read. */
export function ageSeconds({ fetchedAt }: Pick<ScopeCoverage, 'fetchedAt'>, pageFetchedAt: string): number | null {
  return fetchedAt === null ? null : Math.max(0, (Date.parse(pageFetchedAt) - Date.parse(fetchedAt)) / 1_000)
}

export interface CoverageSums {
  /** Scopes that have given their rows, be they old or not all. */
  answered: number
  rowsFetched: number
  rowsTotal: number
  /** Some scope has not said yet how many it has. */
  totalIsLeast: boolean
  /** Of the oldest reading that is not called stale; where all are, of the oldest; null where there is none. */
  ageSeconds: number | null
  byStanding: Record<Standing, number>
}

export function sumUp({ scopes }: Coverage, pageFetchedAt: string): CoverageSums {
  const byStanding: Record<Standing, number> = { failed: 0, capped: 0, moving: 0, reading: 0, stale: 0, read: 0 }
  for (const scope of scopes) byStanding[standingOf(scope)]++
  const fresh = scopes.filter((scope) => !scope.stale && scope.fetchedAt !== null)
  const ages = (fresh.length > 0 ? fresh : scopes)
    .map((scope) => ageSeconds(scope, pageFetchedAt))
    .filter((age) => age !== null)
  return {
    answered: scopes.length - byStanding.failed - byStanding.reading,
    rowsFetched: scopes.reduce((sum, { rowsFetched }) => sum + rowsFetched, 0),
    rowsTotal: scopes.reduce((sum, { rowsTotal, rowsFetched }) => sum + (rowsTotal ?? rowsFetched), 0),
    totalIsLeast: scopes.some(({ rowsTotal }) => rowsTotal === null),
    ageSeconds: ages.length > 0 ? Math.max(...ages) : null,
    byStanding,
  }
}
