import 'server-only'
import type { Task } from '@/lib/tasks/task'
import type { ProgressWatch } from './details/progress-watch'
import { withFailure } from './with-failure'

/** A task with what the server itself knows of it: what it makes of its failure, and since when it has not moved. */
export function shownTask(task: Task, progress: ProgressWatch): Task {
  const progressSince = progress.since(task)
  return progressSince === null ? withFailure(task) : { ...withFailure(task), progressSince }
}
