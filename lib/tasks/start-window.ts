import { defaultTaskSearch, type TaskSearch } from './task-search'
import { resolveTimeBound } from './task-time'

/** “Running at” looks this far back from its moment for the starts of what ran then. */
const LOOK_BACK_MS = 7 * 86_400_000

/** Which starts a search is about. Bounds are those of the address, so that `-24h` is one window; null is open. */
export interface StartWindow {
  from: string | null
  to: string | null
  /** Added before `from`. */
  lookBackMs: number
}

/** Epoch milliseconds, in whole seconds as the service counts; both ends are in the range. */
export interface StartRange {
  from: number | null
  to: number
}

export function startWindowOf({ from, to, at }: Pick<TaskSearch, 'from' | 'to' | 'at'>): StartWindow {
  const end = to ?? at
  if (at !== null && from === defaultTaskSearch.from) return { from: at, to: end, lookBackMs: LOOK_BACK_MS }
  return { from: from === 'all' ? null : from, to: end, lookBackMs: 0 }
}

export function resolveRange({ from, to, lookBackMs }: StartWindow, now: number): StartRange {
  const wholeSecond = (epochMs: number) => Math.floor(epochMs / 1_000) * 1_000
  return {
    from: from === null ? null : wholeSecond(resolveTimeBound(from, now) - lookBackMs),
    to: wholeSecond(to === null ? now : resolveTimeBound(to, now)),
  }
}
