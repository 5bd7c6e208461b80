import { formatDateTime, type Zone, zoneOffsets } from '@/lib/format/date-time'
import { toUtcText } from '@/lib/tasks/task-time'
import { ticksOf } from '@/lib/tasks/time-ticks'

/** A round time on the axis. */
export interface TimeTick {
  /** Of the axis' length, 0 to 1. */
  part: number
  label: string
  /** Left out where there is no room for all. */
  minor: boolean
}

/** Of nine, the outer two stand at the ends, where no label has room. */
const MOST_TICKS = 8 + 1
/** Closer to an end, a label would stand outside. */
const MARGIN = 0.02
const MIDNIGHT = '00:00:00'

/** Round times of the zone's wall clock between two moments, at most eight; a midnight is named by its day. */
export function timeTicks(fromMs: number, toMs: number, zone: Zone): TimeTick[] {
  return ticksOf({ fromMs, toMs }, zoneOffsets[zone], MOST_TICKS)
    .map(({ atMs, label, minor }) => ({
      part: (atMs - fromMs) / (toMs - fromMs),
      label: MIDNIGHT.startsWith(label) ? wallClock(atMs, zone).slice(5, 10) : label,
      minor,
    }))
    .filter(({ part }) => part >= MARGIN && part <= 1 - MARGIN)
}

/** `2026-03-01 03:00–04:00`, or both ends whole where they are on different days; the end is the moment after. */
export function spanText(fromMs: number, endMs: number, zone: Zone): string {
  const [fromDay = '', fromTime = ''] = wallClock(fromMs, zone).split(' ')
  const [endDay = '', endTime = ''] = wallClock(endMs, zone).split(' ')
  const [lastDay] = wallClock(endMs - 1_000, zone).split(' ')
  const wholeDays = fromTime === MIDNIGHT && endTime === MIDNIGHT
  if (wholeDays) return fromDay === lastDay ? fromDay : `${fromDay} – ${lastDay}`
  if (fromDay === endDay) return `${fromDay} ${short(fromTime)}–${short(endTime)}`
  if (fromDay === lastDay) return `${fromDay} ${short(fromTime)}–24:00`
  return `${fromDay} ${short(fromTime)} – ${endDay} ${short(endTime)}`
}

/** The seconds only where there are some. */
function short(time: string): string {
  return time.endsWith(':00') ? time.slice(0, 5) : time
}

function wallClock(epochMs: number, zone: Zone): string {
  return formatDateTime(toUtcText(epochMs), zone)
}
