import 'server-only'
import { audited } from '@/lib/access/audit'
import type { Viewer } from '@/lib/access/viewer'
import type { Detail, DetailsHead, TaskDetails } from '@/lib/tasks/details/task-details'
import type { Task } from '@/lib/tasks/task'
import { formatTaskLocator, locatorOf, type TaskLocator } from '@/lib/tasks/task-locator'
import { isFinished } from '@/lib/tasks/task-status'
import { sourcesFor } from './details/sources-for'
import { typicalDuration } from './details/typical-duration'
import { ownFleet, type ReadOptions } from './fleet'
import { findTask } from './get-task'
import { permittedInstances } from './permitted-instances'
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
  const question = { what: 'details', asked: formatTaskLocator(locator) } as const
  return audited(
    viewer,
    question,
    () => ask(viewer, locator, options),
    async ({ sources }) => {
      const answers = await Promise.all(sources)
      return { rows: answers.length, requestIds: answers.flatMap(({ requestIds }) => requestIds) }
    },
  )
}

async function ask(viewer: Viewer, locator: TaskLocator, options: ReadOptions): Promise<AskedDetails> {
  const { fleet = ownFleet(), signal } = options
  const scope = findScope(locator, fleet.visibleScopes(viewer))
  const permitted = await permittedInstances(fleet, scope)
  const held = fleet.scans.tasksOf(scope, permitted)
  const whole = heldTask(held, locator) ?? (await findTask(viewer, locator, options)).task
  const task = permitted === null ? whole : onlyOn(permitted, whole)
  const sources = sourcesFor(fleet, scope, task)
  return {
    head: {
      asked: sources.map(({ source, action }) => ({ source, action })),
      past: typicalDuration(fleet.scans.tasksOf(scope, permitted), task),
    },
    sources: sources.map(({ read }) => read(signal)),
  }
}

/** Nothing is asked about the other instances of a task. */
function onlyOn(permitted: string[], task: Task): Task {
  return { ...task, instanceIds: task.instanceIds.filter((id) => permitted.includes(id.toLowerCase())) }
}

/** The same, once every source has answered or failed. */
export async function whole({ head, sources }: AskedDetails): Promise<TaskDetails> {
  return { ...head, sources: await Promise.all(sources) }
}

/** As a list has it, which costs no call. */
function heldTask(tasks: Iterable<Task>, locator: TaskLocator): Task | null {
  const held = [...tasks].filter(
    (task) => task.jobId === locator.jobId && locatorOf(task).startedAt === locator.startedAt,
  )
  // Of several lists one may be older: what has ended does not run any more.
  return held.find(({ status }) => isFinished(status)) ?? held[0] ?? null
}
