import { unread } from './payload/describe-items'
import type { PayloadSection } from './payload-section'
import type { Task } from './task'
import { taskTypes } from './task-types'

/** What a task did, as its type tells it; a type nobody has documented is shown whole. Never throws. */
export function describePayload({ type, payload, ...task }: Task): PayloadSection[] {
  if (payload === null) return []
  // Sent, and empty: not the same as nothing sent.
  if (Array.isArray(payload) && payload.length === 0) return [unread(payload)]
  if (type === 'unknown' || !Object.hasOwn(taskTypes, type)) return [unread(payload)]
  try {
    return taskTypes[type].describePayload(payload, task)
  } catch {
    // A payload nested deeper than the engine's stack: the drawer shows it all the same.
    return [unread(payload)]
  }
}
