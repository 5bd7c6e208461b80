import type { Task } from '../task'
import { nestedMessage } from './failure-text'
import { readMessage } from './read-message'

/**
 * The first real line of what the service says of a task. A failed task's own message may be empty while an instance or
 * a database in its payload says why (documented for SQL operations).
 */
export function reasonOf({ message, payload, status }: Pick<Task, 'message' | 'payload' | 'status'>): string | null {
  const text = message ?? (status === 'failed' ? nestedMessage(payload) : null)
  if (text === null) return null
  const { headline, platform } = readMessage(text)
  // What the platform's tools put before their reason is the same in every message, and longer than a column.
  return platform?.reason || headline
}
