import type { ScopeName } from '@/lib/tasks/scope-choice'
import type { TaskSearch } from '@/lib/tasks/task-search'

export interface NarrowedSearch {
  /** The change that leaves the scopes out. */
  change: Pick<TaskSearch, 'account' | 'region'>
  by: 'region' | 'account'
  /** Names of the regions or accounts that are left out with them. */
  leftOut: string[]
}

/**
 * The widest search without some of its scopes. An address names accounts and regions, never pairs: a region that
 * fails in one account is left out of all, or that account is. Null where nothing would be left, or nothing is to go.
 */
export function withoutScopes(search: TaskSearch, asked: ScopeName[], unwanted: ScopeName[]): NarrowedSearch | null {
  if (unwanted.length === 0) return null
  const narrowings = (['region', 'account'] as const).map((by) => {
    const leftOut = [...new Set(unwanted.map((scope) => scope[by]))]
    const kept = asked.filter((scope) => !leftOut.includes(scope[by]))
    const names = [...new Set(kept.map((scope) => scope[by]))]
    return {
      kept: kept.length,
      narrowed: { change: { account: search.account, region: search.region, [by]: names }, by, leftOut },
    }
  })
  const [byRegion, byAccount] = narrowings
  const best = byRegion && byAccount && byAccount.kept > byRegion.kept ? byAccount : byRegion
  return best && best.kept > 0 ? best.narrowed : null
}
