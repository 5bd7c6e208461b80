import 'server-only'
import type { Scope } from '@/lib/config'
import type { Bound, Detail, DetailSourceName } from '@/lib/tasks/details/task-details'
import { isUtcTime, type Task } from '@/lib/tasks/task'
import { formatTaskLocator, locatorOf } from '@/lib/tasks/task-locator'
import { DESCRIBE_INSTANCES } from '@/lib/tencent/details/db-instances'
import { type DetailSource, MOST_INSTANCES } from '@/lib/tencent/details/detail-source'
import type { Fleet } from '../fleet'
import { askedOnce, toDetail } from './asked-once'
import { rememberedFor } from './detail-memory'
import { readNeighbours } from './neighbours'

export interface AskedSource {
  source: DetailSourceName
  action: string
  read: (signal?: AbortSignal) => Promise<Detail>
}

/** Whom to ask about a task; each is asked by its own `read`, and by all readers together once. */
export function sourcesFor(fleet: Fleet, scope: Scope, task: Task): AskedSource[] {
  const siblings = fleet.siblings.filter((sibling) => sibling.serves(task))
  return [
    ...siblings.map((sibling) => siblingSource(fleet, scope, task, sibling)),
    ...(task.instanceIds.length > 0 && isUtcTime(task.startedAt) ? [neighboursSource(fleet, scope, task)] : []),
    ...(task.instanceIds.length > 0 ? [instancesSource(fleet, scope, task)] : []),
  ]
}

function siblingSource<Name extends DetailSourceName>(
  fleet: Fleet,
  scope: Scope,
  task: Task,
  { name, action, read }: DetailSource<Name>,
): AskedSource {
  return remembering(fleet, task, name, action, (signal) =>
    askedOnce(fleet, scope, name, action, signal, () => read({ scope, task, now: fleet.now(), signal })),
  )
}

function neighboursSource(fleet: Fleet, scope: Scope, task: Task): AskedSource {
  const action = 'DescribeTasks'
  return remembering(fleet, task, 'instance-tasks', action, (signal) =>
    askedOnce(fleet, scope, 'instance-tasks', action, signal, async () => {
      return { ...(await readNeighbours(fleet, scope, task, signal)), matchedBy: 'instance' as const }
    }),
  )
}

/** The directory remembers by itself. */
function instancesSource(fleet: Fleet, scope: Scope, task: Task): AskedSource {
  const asked = task.instanceIds.slice(0, MOST_INSTANCES)
  const { length: total } = task.instanceIds
  return {
    source: 'instances',
    action: DESCRIBE_INSTANCES,
    async read() {
      const { instances, problem, requestIds, readAt } = await fleet.instances(scope).read(asked)
      const found = instances.length > 0 ? instances : null
      const bound: Bound | null = total > asked.length ? { of: 'instances', read: asked.length, total } : null
      return toDetail(
        'instances',
        DESCRIBE_INSTANCES,
        { data: found, matchedBy: null, bound, requestIds },
        readAt,
        problem,
      )
    },
  }
}

/** One reading for everybody who looks at the task, in flight and for as long as it holds. */
function remembering(
  fleet: Fleet,
  task: Task,
  source: DetailSourceName,
  action: string,
  read: (signal: AbortSignal) => Promise<Detail>,
): AskedSource {
  // Who may see some of its instances only is told of those only.
  const key = `${source} ${formatTaskLocator(locatorOf(task))} ${task.statusWire} ${task.instanceIds.join()}`
  return {
    source,
    action,
    async read(signal) {
      const load = async (shared: AbortSignal) => {
        const detail = await read(shared)
        return { detail, ttlMs: rememberedFor(detail, task, fleet.now()) }
      }
      return (await fleet.details.read(key, load, signal)).detail
    },
  }
}
