import 'server-only'
import type { Viewer } from '@/lib/access/viewer'
import type { Scope } from '@/lib/config'
import type { InstancesPage } from '@/lib/tasks/details/task-details'
import { type Fleet, ownFleet } from './fleet'
import { findScope } from './scopes'

interface InstanceKey {
  account: string
  region: string
  instanceId: string
}

/** The instances as they are now, a scope at a time and all of them at once. Throws a ProblemError for an unknown scope. */
export async function listInstances(
  viewer: Viewer,
  keys: InstanceKey[],
  { fleet = ownFleet() }: { fleet?: Fleet } = {},
): Promise<InstancesPage> {
  const visible = fleet.visibleScopes(viewer)
  const idsByScope = new Map<Scope, string[]>()
  for (const { instanceId, ...place } of keys) {
    const scope = findScope(place, visible)
    idsByScope.set(scope, [...(idsByScope.get(scope) ?? []), instanceId])
  }
  const scopes = [...idsByScope].map(async ([scope, ids]) => {
    const { instances, readAt, problem } = await fleet.instances(scope).read(ids)
    return { account: scope.account.name, region: scope.region, instances, readAt, problem }
  })
  return { scopes: await Promise.all(scopes) }
}
