import type { Json } from '@/lib/json'
import type { Task } from '../task'
import { readMessage } from './read-message'

const DEEPEST = 6

/**
 * The first real line of what the service says of a task. A failed task's own message may be empty while an instance or
 * a database in its payload says why (documented for SQL operations).
 */
export function reasonOf({ message, payload, status }: Pick<Task, 'message' | 'payload' | 'status'>): string | null {
  const text = message ?? (status === 'failed' ? nestedMessage(payload, DEEPEST) : null)
  if (text === null) return null
  const { headline, platform } = readMessage(text)
  // What the platform's tools put before their reason is the same in every message, and longer than a column.
  return platform?.reason || headline
}

function nestedMessage(value: Json, depth: number): string | null {
  if (typeof value !== 'object' || value === null || depth === 0) return null
  if (!Array.isArray(value) && typeof value.Message === 'string' && value.Message !== '' && isFailed(value.Code)) {
    return value.Message
  }
  for (const item of Array.isArray(value) ? value : Object.values(value)) {
    const found = nestedMessage(item, depth - 1)
    if (found !== null) return found
  }
  return null
}

function isFailed(code: Json | undefined): boolean {
  return code !== 0 && code !== '0'
}
