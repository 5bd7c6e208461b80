import 'server-only'
import { remembered } from '@/lib/remembered'
import { failureKindOf } from '@/lib/tasks/failure/failure-kind'
import type { Task } from '@/lib/tasks/task'
import { explainFailure } from './failure-rules'

/** A task with what the server makes of its failure; worked out once for each reading of it. */
export const withFailure: (task: Task) => Task = remembered((task: Task) => {
  const kind = failureKindOf(task)
  return kind === null ? task : { ...task, failure: { kind, ...explainFailure(task) } }
})
