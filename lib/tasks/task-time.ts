/** Beijing, the wall clock of every time the service sends, in every region. */
export const BEIJING_OFFSET_MINUTES = 8 * 60

const WALL_CLOCK = /^(\d{4})-(\d\d)-(\d\d) (\d\d):(\d\d):(\d\d)$/
const ISO_WITH_ZONE = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+ -]\d\d:?\d\d)$/
const RELATIVE = /^-([1-9]\d{0,4})([mhdw])$/
const UNIT_SECONDS = { m: 60, h: 3_600, d: 86_400, w: 604_800 }

/** `2017-06-27 15:00:00` on the service's clock to UTC ISO 8601 in whole seconds; null when it is no such time. */
export function wallClockToUtc(text: string, offsetMinutes = BEIJING_OFFSET_MINUTES): string | null {
  const [, year, month, day, hour, minute, second] = WALL_CLOCK.exec(text)?.map(Number) ?? []
  if (year === undefined || month === undefined || hour === undefined || minute === undefined) return null
  const asIfUtc = new Date(0)
  asIfUtc.setUTCFullYear(year, month - 1, day)
  // Safe from roll-over: the 30th of February would come back as the 1st of March.
  const isDay = asIfUtc.getUTCMonth() === month - 1 && asIfUtc.getUTCDate() === day
  if (!isDay || hour > 23 || minute > 59 || second === undefined || second > 59) return null
  const utc = asIfUtc.setUTCHours(hour, minute, second) - offsetMinutes * 60_000
  return toUtcText(utc)
}

/** Epoch milliseconds to the service's wall clock, as its requests want it. */
export function toWallClock(epochMs: number, offsetMinutes = BEIJING_OFFSET_MINUTES): string {
  return new Date(epochMs + offsetMinutes * 60_000).toISOString().slice(0, 19).replace('T', ' ')
}

export function toUtcText(epochMs: number): string {
  return `${new Date(epochMs).toISOString().slice(0, 19)}Z`
}

/**
 * Reads a time of the address into its canonical text: `-24h` stays as it is, everything else becomes UTC.
 * A `+08:00` arrives as ` 08:00` and is accepted; null for all else, a zoneless ISO time among it.
 */
export function readTimeBound(text: string): string | null {
  if (RELATIVE.test(text)) return text
  const utc = WALL_CLOCK.test(text) ? wallClockToUtc(text) : isoToUtc(text)
  // On some wall clock the first and the last of these years are years that no request can name.
  return utc !== null && utc >= '0002' && utc < '9999' ? utc : null
}

function isoToUtc(text: string): string | null {
  if (!ISO_WITH_ZONE.test(text)) return null
  const epochMs = Date.parse(text.replace(' ', '+'))
  return Number.isNaN(epochMs) || rollsOver(text) ? null : toUtcText(epochMs)
}

/** What `readTimeBound` accepts, for the problem that names it. */
export const timeBoundForms = [
  '-24h',
  '-7d',
  '2017-06-27T07:00:00Z',
  '2017-06-27T15:00:00+08:00',
  '2017-06-27 15:00:00',
]

/** Epoch milliseconds of a canonical bound; relative ones count back from `now`. */
export function resolveTimeBound(bound: string, now: number): number {
  const relative = RELATIVE.exec(bound)
  if (!relative) return Date.parse(bound)
  // Safe: the pattern admits these four letters only.
  return now - Number(relative[1]) * UNIT_SECONDS[relative[2] as keyof typeof UNIT_SECONDS] * 1_000
}

export function isRelative(bound: string): boolean {
  return RELATIVE.test(bound)
}

function rollsOver(text: string): boolean {
  const day = new Date(`${text.slice(0, 10)}T00:00:00Z`)
  return Number.isNaN(day.getTime()) || day.toISOString().slice(0, 10) !== text.slice(0, 10)
}
