import 'server-only'
import type { Viewer } from '@/lib/access/viewer'
import type { Scope } from '@/lib/config'
import type { Detail, DetailsHead, TaskDetails } from '@/lib/tasks/details/task-details'
import type { Task } from '@/lib/tasks/task'
import { locatorOf, type TaskLocator } from '@/lib/tasks/task-locator'
import { isFinished } from '@/lib/tasks/task-status'
import { sourcesFor } from './details/sources-for'
import { typicalDuration } from './details/typical-duration'
import { type Fleet, ownFleet, type ReadOptions } from './fleet'
import { getTask } from './get-task'
import { findScope } from './scopes'

export interface AskedDetails {
  head: DetailsHead
  /** Side by side, each with its own end; one rejects only where nobody waits any more. */
  sources: Promise<Detail>[]
}

/** What the sibling APIs add to one task. Throws a ProblemError where the task itself cannot be read. */
export async function askDetails(
  viewer: Viewer,
  locator: TaskLocator,
  options: ReadOptions = {},
): Promise<AskedDetails> {
  const { fleet = ownFleet(), signal } = options
  const scope = findScope(locator, fleet.visibleScopes(viewer))
  const task = heldTask(fleet, scope, locator) ?? (await getTask(viewer, locator, options)).task
  const sources = sourcesFor(fleet, scope, task)
  return {
    head: {
      asked: sources.map(({ source, action }) => ({ source, action })),
      past: typicalDuration(fleet.scans.tasksOf(scope), task),
    },
    sources: sources.map(({ read }) => read(signal)),
  }
}

/** The same, once every source has answered or failed. */
export async function whole({ head, sources }: AskedDetails): Promise<TaskDetails> {
  return { ...head, sources: await Promise.all(sources) }
}

/** As a list has it, which costs no call. */
function heldTask(fleet: Fleet, scope: Scope, locator: TaskLocator): Task | null {
  const held = [...fleet.scans.tasksOf(scope)].filter(
    (task) => task.jobId === locator.jobId && locatorOf(task).startedAt === locator.startedAt,
  )
  // Of several lists one may be older: what has ended does not run any more.
  return held.find(({ status }) => isFinished(status)) ?? held[0] ?? null
}
