import { unread } from './payload/describe-items'
import type { PayloadSection } from './payload-section'
import type { Task } from './task'
import { taskTypes } from './task-types'

/** What a task did, as its type tells it; a type nobody has documented is shown whole. */
export function describePayload(task: Task): PayloadSection[] {
  if (task.payload === null) return []
  if (task.type === 'unknown') return [unread(task.payload)]
  return taskTypes[task.type].describePayload(task.payload, task)
}
