import 'server-only'
import { config } from '@/lib/config'
import type { Json } from '@/lib/json'
import { endOf, startOf, type Task } from '@/lib/tasks/task'
import { toWallClock, wallClockToUtc } from '@/lib/tasks/task-time'

/** Epoch milliseconds, both ends in it. */
export interface Span {
  from: number
  to: number
}

/** What happens this long before or after a task may have to do with it. */
export const AROUND_MS = 30 * 60_000

/** From a task's start to its end, or to now; null where the start cannot be read. */
export function spanOf(task: Task, now: number, marginMs: number): Span | null {
  const start = startOf(task)
  if (start === null) return null
  return { from: start - marginMs, to: (endOf(task) ?? Math.max(start, now)) + marginMs }
}

/** Epoch milliseconds of a time on the cloud's wall clock; null for all else. */
export function momentOf(value: Json | undefined): number | null {
  const utc = typeof value === 'string' ? wallClockToUtc(value, config().utcOffsetMinutes) : null
  return utc === null ? null : Date.parse(utc)
}

/** UTC; what is no time stands as it came. */
export function utcOf(value: Json | undefined): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value ?? null)
  return wallClockToUtc(text, config().utcOffsetMinutes) ?? text
}

export function within(moment: number | null, { from, to }: Span): boolean {
  return moment !== null && from <= moment && moment <= to
}

/** As the siblings' requests want it. */
export function onWallClock(epochMs: number): string {
  return toWallClock(epochMs, config().utcOffsetMinutes)
}
