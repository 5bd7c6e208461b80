import type { Tone } from '@/lib/tone'

interface StatusDefinition {
  /** The integer of requests and of the documented reply; `WAITING` has none and cannot be asked for. */
  code: number | null
  wire: string
  tone: Tone
  /** Ended for good: such a task never changes again. */
  terminal: boolean
}

/** Source: the DescribeTasks page and the service's string vocabulary, read 2026-08. */
export const taskStatuses = {
  undefined: { code: -1, wire: 'UNDEFINED', tone: 'pending', terminal: false },
  initial: { code: 0, wire: 'INITIAL', tone: 'active', terminal: false },
  running: { code: 1, wire: 'RUNNING', tone: 'active', terminal: false },
  succeed: { code: 2, wire: 'SUCCEED', tone: 'positive', terminal: true },
  failed: { code: 3, wire: 'FAILED', tone: 'negative', terminal: true },
  killed: { code: 4, wire: 'KILLED', tone: 'neutral', terminal: true },
  removed: { code: 5, wire: 'REMOVED', tone: 'neutral', terminal: true },
  paused: { code: 6, wire: 'PAUSED', tone: 'pending', terminal: false },
  waiting: { code: null, wire: 'WAITING', tone: 'pending', terminal: false },
} as const satisfies Record<string, StatusDefinition>

export type TaskStatusSlug = keyof typeof taskStatuses

// Safe: the object above is closed, so its keys are exactly its slugs.
export const taskStatusSlugs = Object.keys(taskStatuses) as TaskStatusSlug[]

/** `unknown` for one that nobody has documented. */
export type TaskStatus = TaskStatusSlug | 'unknown'

export const taskStatusNames: TaskStatus[] = [...taskStatusSlugs, 'unknown']

export const statusGroups = {
  active: taskStatusSlugs.filter((slug) => !taskStatuses[slug].terminal),
  finished: taskStatusSlugs.filter((slug) => taskStatuses[slug].terminal),
} as const satisfies Record<string, TaskStatusSlug[]>

export type StatusGroup = keyof typeof statusGroups

// Safe: the object above is closed.
export const statusGroupNames = Object.keys(statusGroups) as StatusGroup[]

/** What a list is filtered by: a status, or a group by its name. */
export type StatusFilter = TaskStatus | StatusGroup

export function isStatusGroup(name: string): name is StatusGroup {
  return Object.hasOwn(statusGroups, name)
}

/** Every status that the filters let through, groups taken apart; empty for filters that let all through. */
export function ungrouped(filters: StatusFilter[]): Set<TaskStatus> {
  return new Set(filters.flatMap((name): TaskStatus[] => (isStatusGroup(name) ? statusGroups[name] : [name])))
}

export function isActive(status: TaskStatus): boolean {
  return status === 'unknown' ? false : !taskStatuses[status].terminal
}

export function isFinished(status: TaskStatus): status is TaskStatusSlug {
  return status !== 'unknown' && taskStatuses[status].terminal
}

export function statusTone(status: TaskStatus): Tone {
  return status === 'unknown' ? 'neutral' : taskStatuses[status].tone
}

/** Inside a payload, and in what the siblings say, a status is SUCCESS where a task's is SUCCEED. */
export function toNestedStatus(text: string): TaskStatusSlug | null {
  return toTaskStatus(text === 'SUCCESS' ? 'SUCCEED' : text)
}

/** Reads a status as people and both wire shapes write it: `failed`, `3`, `FAILED`; null when it is none of ours. */
export function toTaskStatus(text: string | number): TaskStatusSlug | null {
  const word = String(text).trim().toLowerCase()
  return taskStatusSlugs.find((slug) => slug === word || `${taskStatuses[slug].code ?? slug}` === word) ?? null
}
