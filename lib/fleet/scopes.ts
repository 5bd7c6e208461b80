import 'server-only'
import type { Viewer } from '@/lib/access/viewer'
import { config, type Scope } from '@/lib/config'
import { refuse } from '@/lib/http/problem-error'
import type { TaskSearch } from '@/lib/tasks/task-search'

/** A scope as one viewer may see it. */
export interface VisibleScope extends Scope {
  /** Ids and patterns of names of the only instances that may be seen; null where all may. */
  only: string[] | null
}

/** What the viewer may see, in the order of the configuration. */
export function visibleScopes(viewer: Viewer): VisibleScope[] {
  return config().accounts.flatMap((account) =>
    account.regions.flatMap((region) => {
      const access = viewer.accessTo(account.name, region)
      return access === null ? [] : [{ account, region, only: access === 'all' ? null : access.instances }]
    }),
  )
}

/** The scopes that a search names, never none; an unknown account or region is a problem with the known names. */
export function chooseScopes(
  { account, region }: Pick<TaskSearch, 'account' | 'region'>,
  visible: VisibleScope[],
): VisibleScope[] {
  const ofAccounts = narrow('account', account, visible, (scope) => scope.account.name)
  return narrow('region', region, ofAccounts, (scope) => scope.region)
}

export function findScope(locator: { account: string; region: string }, visible: VisibleScope[]): VisibleScope {
  const [scope] = chooseScopes({ account: [locator.account], region: [locator.region] }, visible)
  // Safe to refuse with no names: chooseScopes never comes back empty, save where nothing is configured.
  return scope ?? refuse('not-found', { detail: 'No account and region are configured.' })
}

function narrow(
  parameter: 'account' | 'region',
  asked: string[],
  scopes: VisibleScope[],
  nameOf: (scope: Scope) => string,
): VisibleScope[] {
  if (asked.length === 0) return scopes
  const known = [...new Set(scopes.map(nameOf))]
  const unknown = asked.filter((name) => !known.includes(name))
  if (unknown.length === 0) return scopes.filter((scope) => asked.includes(nameOf(scope)))
  return refuse('bad-parameter', {
    detail: `Not configured here: ${parameter} ${unknown.join(', ')}. Configured: ${known.join(', ')}.`,
    parameters: [{ parameter, value: unknown.join(','), reason: 'not-allowed', allowed: known }],
  })
}
