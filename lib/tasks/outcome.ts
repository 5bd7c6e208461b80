import type { Task } from './task'
import { isActive } from './task-status'

/** What counts say of a task, worst first. */
export const outcomes = ['failed', 'active', 'succeeded', 'other'] as const

export type Outcome = (typeof outcomes)[number]

/** `other`: ended without success or failure (terminated, deleted), or of a status that nobody knows. */
export function outcomeOf({ status }: Pick<Task, 'status'>): Outcome {
  if (status === 'failed') return 'failed'
  if (status === 'succeed') return 'succeeded'
  return isActive(status) ? 'active' : 'other'
}
