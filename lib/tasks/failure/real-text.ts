import type { Task } from '../task'
import { failureTextOf } from './failure-text'
import { readLines } from './message-lines'

/** All that the service says of a task, without noise; of a failed one with what failed inside it. */
export function realTextOf(task: Pick<Task, 'message' | 'payload' | 'status'>): string | null {
  const text = task.status === 'failed' ? failureTextOf(task) : task.message
  if (text === null) return null
  const { headline, lines } = readLines(text)
  return lines.join('\n') || headline || null
}
