import { formatDateTime, type Zone, zoneOffsets } from '@/lib/format/date-time'
import { toUtcText, toWallClock } from '@/lib/tasks/task-time'

/** A round time on the axis. */
export interface TimeTick {
  /** Of the axis' length, 0 to 1. */
  part: number
  label: string
  /** Left out where there is no room for all. */
  minor: boolean
}

const MOST_TICKS = 8
/** Closer to an end, a label would stand outside. */
const MARGIN = 0.02

const DAY_MS = 86_400_000
const STEPS_MS = [
  ...[1, 5, 10, 15, 30].map((seconds) => seconds * 1_000),
  ...[1, 2, 5, 10, 15, 30].map((minutes) => minutes * 60_000),
  ...[1, 2, 3, 6, 12].map((hours) => hours * 3_600_000),
  ...[1, 2, 7, 14].map((days) => days * DAY_MS),
]
const STEPS_MONTHS = [1, 3, 6, 12, 24, 60, 120]

/** Weeks begin where a Monday did. */
const A_MONDAY_MS = Date.UTC(1970, 0, 5)

/** Round times of the zone's wall clock between two moments, at most eight. */
export function timeTicks(fromMs: number, toMs: number, zone: Zone): TimeTick[] {
  const [wallFrom, wallTo] = [fromMs + offsetMs(fromMs, zone), toMs + offsetMs(toMs, zone)]
  const stepMs = STEPS_MS.find((step) => (wallTo - wallFrom) / step <= MOST_TICKS)
  return (stepMs ? evenTicks(wallFrom, wallTo, stepMs) : monthTicks(wallFrom, wallTo))
    .map(({ wallMs, ...tick }) => ({ ...tick, part: (toEpochMs(wallMs, zone) - fromMs) / (toMs - fromMs) }))
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

const MIDNIGHT = '00:00:00'

type WallTick = Omit<TimeTick, 'part'> & { wallMs: number }

function evenTicks(wallFrom: number, wallTo: number, stepMs: number): WallTick[] {
  const first = Math.ceil((wallFrom - A_MONDAY_MS) / stepMs)
  const last = Math.floor((wallTo - A_MONDAY_MS) / stepMs)
  return Array.from({ length: last - first + 1 }, (_, index) => {
    const wallMs = A_MONDAY_MS + (first + index) * stepMs
    const [day = '', time = ''] = toWallClock(wallMs, 0).split(' ')
    return {
      wallMs,
      label: time === MIDNIGHT ? day.slice(5) : stepMs < 60_000 ? time : time.slice(0, 5),
      minor: (first + index) % 2 !== 0,
    }
  })
}

function monthTicks(wallFrom: number, wallTo: number): WallTick[] {
  const months = (wallMs: number) => new Date(wallMs).getUTCFullYear() * 12 + new Date(wallMs).getUTCMonth()
  const length = months(wallTo) - months(wallFrom)
  const step = STEPS_MONTHS.find((count) => length / count <= MOST_TICKS) ?? 600
  const first = Math.floor(months(wallFrom) / step) + 1
  const last = Math.floor(months(wallTo) / step)
  return Array.from({ length: last - first + 1 }, (_, index) => {
    const wallMs = Date.UTC(2000, (first + index) * step - 24_000)
    return {
      wallMs,
      label: toWallClock(wallMs, 0).slice(0, step < 12 ? 7 : 4),
      minor: (first + index) % 2 !== 0,
    }
  })
}

/** The seconds only where there are some. */
function short(time: string): string {
  return time.endsWith(':00') ? time.slice(0, 5) : time
}

function wallClock(epochMs: number, zone: Zone): string {
  return formatDateTime(toUtcText(epochMs), zone)
}

/** The offset may change on the way, with summer time. */
function toEpochMs(wallMs: number, zone: Zone): number {
  return wallMs - offsetMs(wallMs - offsetMs(wallMs, zone), zone)
}

function offsetMs(epochMs: number, zone: Zone): number {
  return zoneOffsets[zone](epochMs) * 60_000
}
