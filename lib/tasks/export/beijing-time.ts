import { isUtcTime } from '../task'
import { toWallClock } from '../task-time'

/** `2017-06-27 16:46:52`; null for what is no time. */
export function toBeijingTime(time: string | null): string | null {
  const epochMs = isUtcTime(time) ? Date.parse(time) : Number.NaN
  return Number.isNaN(epochMs) ? null : toWallClock(epochMs)
}
