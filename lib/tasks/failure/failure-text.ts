import type { Json } from '@/lib/json'
import type { Task } from '../task'

const DEEPEST = 6

/**
 * What the service says of a failure: the task's own message and, under it, that of what failed inside the task, which
 * may be the only one that says why (documented for SQL operations). Null where neither says anything.
 */
export function failureTextOf({ message, payload }: Pick<Task, 'message' | 'payload'>): string | null {
  const nested = nestedMessage(payload)
  if (message === null || nested === null) return message ?? nested
  return message.includes(nested) ? message : `${message}\n${nested}`
}

/** The message of the first instance or database in a payload that has failed. */
export function nestedMessage(value: Json, depth = DEEPEST): string | null {
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
