import { isUtcTime } from '@/lib/tasks/task'
import { BEIJING_OFFSET_MINUTES, toWallClock } from '@/lib/tasks/task-time'

/** Minutes ahead of UTC of a zone at a moment. */
type ZoneOffset = (epochMs: number) => number

export const zoneOffsets = {
  beijing: () => BEIJING_OFFSET_MINUTES,
  utc: () => 0,
  local: (epochMs) => -new Date(epochMs).getTimezoneOffset(),
} as const satisfies Record<string, ZoneOffset>

export type Zone = keyof typeof zoneOffsets

/** `2017-06-27 16:46:52` in the zone; a time that could not be read stays as it came. */
export function formatDateTime(time: string, zone: Zone): string {
  if (!isUtcTime(time)) return time
  const epochMs = Date.parse(time)
  return toWallClock(epochMs, zoneOffsets[zone](epochMs))
}

/** `+08:00`, the part of an ISO time that names the zone. */
export function zoneSuffix(zone: Zone, epochMs: number): string {
  const minutes = zoneOffsets[zone](epochMs)
  if (minutes === 0) return 'Z'
  const hours = String(Math.floor(Math.abs(minutes) / 60)).padStart(2, '0')
  return `${minutes < 0 ? '-' : '+'}${hours}:${String(Math.abs(minutes) % 60).padStart(2, '0')}`
}

/** Everything there is to know of a moment, for a tooltip and for copying. */
export function everyZone(time: string): string {
  if (!isUtcTime(time)) return time
  return `${formatDateTime(time, 'beijing')} +08:00\n${time}`
}
