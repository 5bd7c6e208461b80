import type { TaskSearch } from './task-search'

/** One account in one region, by the names that addresses use. */
export interface ScopeName {
  account: string
  region: string
}

/** The scope a page opens: what the address names, else the first configured one that fits it; null where none fits. */
export function openedScope({ account, region }: TaskSearch, scopes: ScopeName[]): ScopeName | null {
  const fits = (scope: ScopeName) =>
    (account.length === 0 || account.includes(scope.account)) && (region.length === 0 || region.includes(scope.region))
  return scopes.find(fits) ?? null
}

/** The search a page asks: an address that leaves its scope out gets the opened one, as the screen then says. */
export function withOpenedScope(search: TaskSearch, scopes: ScopeName[]): TaskSearch {
  const scope = openedScope(search, scopes)
  if (!scope) return search
  return {
    ...search,
    account: search.account.length > 0 ? search.account : [scope.account],
    region: search.region.length > 0 ? search.region : [scope.region],
  }
}
