import type { StatusFilter } from '@/lib/tasks/task-search'
import { type StatusGroup, statusGroups, type TaskStatusSlug, taskStatusSlugs } from '@/lib/tasks/task-status'

const GROUPS = ['active', 'finished'] as const satisfies StatusGroup[]

/** Every status that the filter lets through, groups taken apart; empty for a filter that lets all through. */
export function chosenStatuses(filter: StatusFilter[]): Set<TaskStatusSlug> {
  return new Set(filter.flatMap((name) => (isGroup(name) ? statusGroups[name] : [name])))
}

/** The filter with all of these chosen or, where they all were, none of them; a group that is whole goes by its name. */
export function toggleStatuses(filter: StatusFilter[], statuses: TaskStatusSlug[]): StatusFilter[] {
  const chosen = chosenStatuses(filter)
  const without = statuses.every((slug) => chosen.has(slug))
  const left = taskStatusSlugs.filter((slug) => (statuses.includes(slug) ? !without : chosen.has(slug)))
  const groups = GROUPS.filter((group) => statusGroups[group].every((slug) => left.includes(slug)))
  return [...groups, ...left.filter((slug) => !groups.some((group) => statusGroups[group].includes(slug)))]
}

/** Whether all of these are chosen, or some. */
export function pressedOf(statuses: TaskStatusSlug[], chosen: Set<TaskStatusSlug>): boolean | 'mixed' {
  if (statuses.every((status) => chosen.has(status))) return true
  return statuses.some((status) => chosen.has(status)) ? 'mixed' : false
}

function isGroup(name: StatusFilter): name is StatusGroup {
  return name === 'active' || name === 'finished'
}
