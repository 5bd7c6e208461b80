import {
  type StatusFilter,
  statusGroupNames,
  statusGroups,
  type TaskStatus,
  taskStatusNames,
  ungrouped,
} from '@/lib/tasks/task-status'

/** The filter with all of these chosen or, where they all were, none of them; a group that is whole goes by its name. */
export function toggleStatuses(filter: StatusFilter[], statuses: TaskStatus[]): StatusFilter[] {
  const chosen = ungrouped(filter)
  const without = statuses.every((status) => chosen.has(status))
  const left = taskStatusNames.filter((status) => (statuses.includes(status) ? !without : chosen.has(status)))
  const groups = statusGroupNames.filter((group) => statusGroups[group].every((status) => left.includes(status)))
  const grouped = ungrouped(groups)
  return [...groups, ...left.filter((status) => !grouped.has(status))]
}

/** Whether all of these are chosen, or some. */
export function pressedOf(statuses: TaskStatus[], chosen: Set<TaskStatus>): boolean | 'mixed' {
  if (statuses.every((status) => chosen.has(status))) return true
  return statuses.some((status) => chosen.has(status)) ? 'mixed' : false
}
