import type { ScopeName } from '../scope-choice'
import type { Task } from '../task'
import type { InstancesPage } from './task-details'

/** What `GET /api/instances` takes for an id; a task may name anything. */
const ASKABLE = /^[\w-]{1,40}$/
/** More make an address too long for some proxies. */
const MOST_ASKED = 150

/** `account/region/instanceId`; null for what no instance is called. */
export function instanceKey({ account, region }: ScopeName, instanceId: string | undefined): string | null {
  return instanceId !== undefined && ASKABLE.test(instanceId) ? `${account}/${region}/${instanceId}` : null
}

/** The first instance of each task, once and in order, so that equal rows ask an equal question. */
export function instanceKeysOf(tasks: Task[]): string[] {
  const keys = tasks.map((task) => instanceKey(task, task.instanceIds[0])).filter((key) => key !== null)
  return [...new Set(keys)].slice(0, MOST_ASKED).sort()
}

/** By key, of those that have a name. */
export function namesIn({ scopes }: InstancesPage): Map<string, string> {
  return new Map(
    scopes.flatMap((scope) =>
      scope.instances.flatMap(({ instanceId, name }) =>
        name ? [[`${scope.account}/${scope.region}/${instanceId}`, name]] : [],
      ),
    ),
  )
}
