import type { TaskStatus } from '@/lib/tasks/task-status'
import type { FacetCount } from '@/lib/tasks/tasks-page'

interface Counted {
  facet: FacetCount[]
  /** Whether a status without an entry has no tasks; else nobody has counted it. */
  complete: boolean
  /** The statuses that were asked for; empty for all. */
  chosen: Set<TaskStatus>
}

/** How many tasks have one of these statuses; null where that, or a part of it, was not counted. */
export function countOf(statuses: TaskStatus[], { facet, complete, chosen }: Counted): number | null {
  const entries = facet.filter(({ value }) => statuses.some((status) => status === value))
  const asked = chosen.size === 0 || statuses.every((status) => chosen.has(status))
  const known = complete || entries.length === statuses.length || (entries.length > 0 && asked)
  return known ? entries.reduce((sum, { count }) => sum + count, 0) : null
}
