import { toUtcText } from '../task-time'
import type { MaintenanceWindow } from './task-details'

const SPAN = /^([01]\d|2[0-3]):([0-5]\d)-(?:(?:([01]\d|2[0-3]):([0-5]\d))|(24):(00))$/
const MINUTE_MS = 60_000
const DAY_MINUTES = 24 * 60

/** A time in which the cloud may work on an instance; both ends in UTC. */
export interface Opening {
  opensAt: string
  closesAt: string
  isOpen: boolean
}

/** The window that is open, else the next one within a week; null where none can be read. One over midnight is of its first day. */
export function nextOpening({ days, utcOffsetMinutes }: MaintenanceWindow, nowMs: number): Opening | null {
  const wallMs = nowMs + utcOffsetMinutes * MINUTE_MS
  const today = new Date(wallMs)
  // The wall clock read as if it were UTC; Monday is 0.
  const midnight = Date.UTC(today.getUTCFullYear(), today.getUTCMonth(), today.getUTCDate())
  const weekday = (today.getUTCDay() + 6) % 7
  const openings = [-1, 0, 1, 2, 3, 4, 5, 6, 7].flatMap((ahead) =>
    (days[(weekday + ahead + 7) % 7] ?? []).flatMap((text) => {
      const [from, until] = minutesOf(text)
      if (from === undefined || until === undefined || from === until) return []
      const at = midnight + ahead * DAY_MINUTES * MINUTE_MS
      return [{ from: at + from * MINUTE_MS, to: at + (until > from ? until : until + DAY_MINUTES) * MINUTE_MS }]
    }),
  )
  const [next] = openings.filter(({ to }) => to > wallMs).sort((a, b) => a.from - b.from)
  if (!next) return null
  const utc = (ms: number) => toUtcText(ms - utcOffsetMinutes * MINUTE_MS)
  return { opensAt: utc(next.from), closesAt: utc(next.to), isOpen: next.from <= wallMs }
}

/** From when to when, in minutes of the day; nothing for what is no span of a day. */
function minutesOf(text: string): number[] {
  const ends = SPAN.exec(text)?.slice(1).filter(Boolean).map(Number) ?? []
  const [hour, minute, endHour, endMinute] = ends
  if (hour === undefined || minute === undefined || endHour === undefined || endMinute === undefined) return []
  return [hour * 60 + minute, endHour * 60 + endMinute]
}
