import 'server-only'
import { audited } from '@/lib/access/audit'
import type { Viewer } from '@/lib/access/viewer'
import type { InstancesPage } from '@/lib/tasks/details/task-details'
import { toUtcText } from '@/lib/tasks/task-time'
import { type Fleet, ownFleet } from './fleet'
import { permittedInstances } from './permitted-instances'
import { findScope, type VisibleScope } from './scopes'
import { toProblem } from './to-problem'

interface InstanceKey {
  account: string
  region: string
  instanceId: string
}

/**
 * The instances as they are now, a scope at a time and all of them at once; those that the viewer may not see are left
 * out. Throws a ProblemError for an unknown scope.
 */
export async function listInstances(
  viewer: Viewer,
  keys: InstanceKey[],
  { fleet = ownFleet() }: { fleet?: Fleet } = {},
): Promise<InstancesPage> {
  const asked = keys.map(({ account, region, instanceId }) => `${account}/${region}/${instanceId}`).join()
  const read = () => readInstances(viewer, keys, fleet)
  const scopes = await audited(viewer, { what: 'instances', asked }, read, (all) => ({
    rows: all.reduce((sum, { page }) => sum + page.instances.length, 0),
    requestIds: all.flatMap(({ requestIds }) => requestIds),
  }))
  return { scopes: scopes.map(({ page }) => page) }
}

async function readInstances(viewer: Viewer, keys: InstanceKey[], fleet: Fleet) {
  const visible = fleet.visibleScopes(viewer)
  const idsByScope = new Map<VisibleScope, string[]>()
  for (const { instanceId, ...place } of keys) {
    const scope = findScope(place, visible)
    idsByScope.set(scope, [...(idsByScope.get(scope) ?? []), instanceId])
  }
  const scopes = [...idsByScope].map(async ([scope, ids]) => {
    const { requestIds, ...now } = await readPermitted(fleet, scope, ids)
    return { page: { account: scope.account.name, region: scope.region, ...now }, requestIds }
  })
  return Promise.all(scopes)
}

async function readPermitted(fleet: Fleet, scope: VisibleScope, ids: string[]) {
  try {
    const permitted = await permittedInstances(fleet, scope)
    const shown = permitted === null ? ids : ids.filter((id) => permitted.includes(id.toLowerCase()))
    return await fleet.instances(scope).read(shown)
  } catch (error) {
    return { instances: [], readAt: toUtcText(fleet.now()), requestIds: [], problem: toProblem(error) }
  }
}
