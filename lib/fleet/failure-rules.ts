import 'server-only'
import type { Task } from '@/lib/tasks/task'

/** The id of the rule that explains a failed task; null where none does. */
export function ruleFor(_task: Task): string | null {
  return null
}
