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

export const statusGroups = {
  active: taskStatusSlugs.filter((slug) => !taskStatuses[slug].terminal),
  finished: taskStatusSlugs.filter((slug) => taskStatuses[slug].terminal),
} as const satisfies Record<string, TaskStatusSlug[]>

export type StatusGroup = keyof typeof statusGroups

export function isActive(status: TaskStatusSlug | 'unknown'): boolean {
  return status === 'unknown' ? false : !taskStatuses[status].terminal
}

export function statusTone(status: TaskStatusSlug | 'unknown'): Tone {
  return status === 'unknown' ? 'neutral' : taskStatuses[status].tone
}

/** Reads a status as people and both wire shapes write it: `failed`, `3`, `FAILED`; null when it is none of ours. */
export function toTaskStatus(text: string | number): TaskStatusSlug | null {
  const word = String(text).trim().toLowerCase()
  return taskStatusSlugs.find((slug) => slug === word || `${taskStatuses[slug].code ?? slug}` === word) ?? null
}
