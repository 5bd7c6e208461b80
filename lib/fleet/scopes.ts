import 'server-only'
import type { Viewer } from '@/lib/access/viewer'
import { config, type Scope } from '@/lib/config'
import { refuse } from '@/lib/http/problem-error'
import type { TaskSearch } from '@/lib/tasks/task-search'

/** What the viewer may see, in the order of the configuration. Mode `none` shows everybody everything. */
export function visibleScopes(_viewer: Viewer): Scope[] {
  return config().accounts.flatMap((account) => account.regions.map((region) => ({ account, region })))
}

/** The scopes that a search names, never none; an unknown account or region is a problem with the known names. */
export function chooseScopes({ account, region }: Pick<TaskSearch, 'account' | 'region'>, visible: Scope[]): Scope[] {
  const ofAccounts = narrow('account', account, visible, (scope) => scope.account.name)
  return narrow('region', region, ofAccounts, (scope) => scope.region)
}

export function findScope(locator: { account: string; region: string }, visible: Scope[]): Scope {
  const [scope] = chooseScopes({ account: [locator.account], region: [locator.region] }, visible)
  // Safe to refuse with no names: chooseScopes never comes back empty, save where nothing is configured.
  return scope ?? refuse('not-found', { detail: 'No account and region are configured.' })
}

function narrow(parameter: 'account' | 'region', asked: string[], scopes: Scope[], nameOf: (scope: Scope) => string) {
  if (asked.length === 0) return scopes
  const known = [...new Set(scopes.map(nameOf))]
  const unknown = asked.filter((name) => !known.includes(name))
  if (unknown.length === 0) return scopes.filter((scope) => asked.includes(nameOf(scope)))
  return refuse('bad-parameter', {
    detail: `Not configured here: ${parameter} ${unknown.join(', ')}. Configured: ${known.join(', ')}.`,
    parameters: [{ parameter, value: unknown.join(','), reason: 'not-allowed', allowed: known }],
  })
}
