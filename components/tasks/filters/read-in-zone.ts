import { type Zone, zoneOffsets } from '@/lib/format/date-time'
import { isRelative, readTimeBound, wallClockToUtc } from '@/lib/tasks/task-time'

/** A time as a person of this zone writes it: its wall clock, or `-2h` as in an address; null when it is neither. */
export function readInZone(text: string, zone: Zone): string | null {
  const written = text.trim()
  const bound = readTimeBound(written)
  if (bound !== null && isRelative(bound)) return bound
  const offset = zoneOffsets[zone](Date.parse(`${written.replace(' ', 'T')}Z`))
  return wallClockToUtc(written, Number.isNaN(offset) ? 0 : offset)
}
