import { createHash } from 'node:crypto'
import type { Task } from '../task'
import { reasonOf } from './reason-of'

/** Equal for equal failures, whatever ids, numbers and names stand in them; null where the task says nothing of one. */
export function failureKindOf(task: Pick<Task, 'message' | 'payload' | 'status'>): string | null {
  const reason = task.status === 'failed' ? reasonOf(task) : null
  return reason === null ? null : createHash('sha256').update(reason).digest('hex').slice(0, 8)
}
