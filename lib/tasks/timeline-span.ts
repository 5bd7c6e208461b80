import type { TaskSearch } from './task-search'
import { isRelative, resolveTimeBound, toUtcText } from './task-time'
import type { TimeSpan } from './timeline'

type Range = Pick<TaskSearch, 'from' | 'to'>

const SHORTEST_MS = 60_000
const LONGEST_MS = 10 * 366 * 86_400_000
const LOOK_BACK_SECONDS = 7 * 86_400
const UNIT_SECONDS: Record<string, number> = { m: 60, h: 3_600, d: 86_400, w: 604_800 }

/** How much earlier than the range a task may have begun, to be found if it ran on into it. */
export const LOOK_BACK_DAYS = LOOK_BACK_SECONDS / 86_400

/** What a range shows: up to now where it has no end, and from the first start where it has no beginning. */
export function spanOf({ from, to }: Range, nowMs: number, starts: number[]): TimeSpan {
  const toMs = to === null ? Math.max(nowMs, ...starts) : resolveTimeBound(to, nowMs)
  const fromMs = from === 'all' ? Math.min(toMs, ...starts) : resolveTimeBound(from, nowMs)
  return { fromMs: Math.min(fromMs, toMs - SHORTEST_MS), toMs }
}

/**
 * The range of starts to ask for, so that what ran in `range` is in it; a relative bound stays one. One that ends before
 * it starts stays as it is, and is refused.
 */
export function lookedBack({ from, to }: Range, nowMs: number): Range {
  if (from === 'all' || (to && resolveTimeBound(to, nowMs) < resolveTimeBound(from, nowMs))) return { from, to }
  if (!isRelative(from)) return { from: toUtcText(Date.parse(from) - LOOK_BACK_SECONDS * 1_000), to }
  const unit = from.slice(-1)
  const count = Number(from.slice(1, -1)) + LOOK_BACK_SECONDS / (UNIT_SECONDS[unit] ?? 1)
  return { from: `-${Math.min(99_999, count)}${unit}`, to }
}

/** The range whose span this is, in whole seconds; one that reaches up to now has no end, and goes on. */
export function rangeOf({ fromMs, toMs }: TimeSpan, nowMs: number): Range {
  const end = Math.ceil(toMs / 1_000) * 1_000
  return { from: toUtcText(fromMs), to: end >= nowMs ? null : toUtcText(end) }
}

/** Shorter by a factor below 1, longer by one above, around a moment that stays where it is; never beyond now. */
export function zoomed({ fromMs, toMs }: TimeSpan, factor: number, aroundMs: number, nowMs: number): TimeSpan {
  const length = Math.min(LONGEST_MS, Math.max(SHORTEST_MS, (toMs - fromMs) * factor))
  const before = (aroundMs - fromMs) / (toMs - fromMs)
  return upToNow({ fromMs: aroundMs - length * before, toMs: aroundMs + length * (1 - before) }, nowMs)
}

/** Moved by a share of its length; back for a negative one. */
export function panned({ fromMs, toMs }: TimeSpan, share: number, nowMs: number): TimeSpan {
  const step = (toMs - fromMs) * share
  return upToNow({ fromMs: fromMs + step, toMs: toMs + step }, nowMs)
}

/** Between two moments, whichever is the earlier; null where that is too short to be meant. */
export function brushed(oneMs: number, otherMs: number, { fromMs, toMs }: TimeSpan): TimeSpan | null {
  const [first, last] = [Math.max(fromMs, Math.min(oneMs, otherMs)), Math.min(toMs, Math.max(oneMs, otherMs))]
  if ((last - first) / (toMs - fromMs) < 0.005) return null
  const middle = (first + last) / 2
  const half = Math.max(SHORTEST_MS, last - first) / 2
  return { fromMs: middle - half, toMs: middle + half }
}

function upToNow({ fromMs, toMs }: TimeSpan, nowMs: number): TimeSpan {
  const over = Math.max(0, toMs - nowMs)
  return { fromMs: fromMs - over, toMs: toMs - over }
}
