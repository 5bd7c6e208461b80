import type { TaskSearch } from './task-search'

/** One account in one region, by the names that addresses use. */
export interface ScopeName {
  account: string
  region: string
}

/** What is asked again although it failed a moment ago: one scope, or each that did. */
export type Retry = ScopeName | 'all'

type Chosen = Pick<TaskSearch, 'account' | 'region'>

/** The accounts to choose from, as configured; then what an address names beside them, so that it can be taken away. */
export function offeredAccounts(scopes: ScopeName[], { account }: Chosen): string[] {
  return distinct([...scopes.map((scope) => scope.account), ...account])
}

/** The same for regions: those of the chosen accounts, each once however many accounts are in it. */
export function offeredRegions(scopes: ScopeName[], { account, region }: Chosen): string[] {
  return distinct([...regionsOf(scopes, account), ...region])
}

/** All of them is said by leaving them out; a region that none of the accounts has goes with its account. */
export function chooseAccounts(scopes: ScopeName[], chosen: Chosen, account: string[]): Chosen {
  const narrowed = allOrSome(distinct(scopes.map((scope) => scope.account)), account)
  const regions = regionsOf(scopes, narrowed)
  return {
    account: narrowed,
    region: allOrSome(
      regions,
      chosen.region.filter((name) => regions.includes(name)),
    ),
  }
}

export function chooseRegions(scopes: ScopeName[], { account }: Chosen, region: string[]): Pick<TaskSearch, 'region'> {
  return { region: allOrSome(regionsOf(scopes, account), region) }
}

/** In the order of the configuration, so that one choice has one address. */
function allOrSome(configured: string[], chosen: string[]): string[] {
  const known = configured.filter((name) => chosen.includes(name))
  const unknown = chosen.filter((name) => !configured.includes(name))
  return known.length === configured.length && unknown.length === 0 ? [] : [...known, ...unknown]
}

function regionsOf(scopes: ScopeName[], account: string[]): string[] {
  const narrowed = account.length === 0 ? scopes : scopes.filter((scope) => account.includes(scope.account))
  return distinct(narrowed.map((scope) => scope.region))
}

function distinct(names: string[]): string[] {
  return [...new Set(names)]
}
