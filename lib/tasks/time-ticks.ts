import { toWallClock } from './task-time'
import type { TimeSpan } from './timeline'

/** A mark on the axis at a round time of a zone's clock. */
export interface Tick {
  atMs: number
  /** `03:00`, `03:12:05`, `06-27`, `2017-06` or `2017`, as the steps are. */
  label: string
  /** The day of a time or the year of a day, where it is another than that of the tick before. */
  heading: string | null
  /** Every other one: left out first where there is no room for all. */
  minor: boolean
}

interface Step {
  /** The shortest it can be: a month has 28 days. */
  seconds: number
  /** The round moment at or before one, and the one after it, on the zone's clock. */
  floor: (localMs: number) => number
  next: (localMs: number) => number
  isOdd: (localMs: number) => boolean
  /** Where label and heading stand in `2017-06-27 03:12:05`. */
  label: [number, number]
  heading: [number, number] | null
}

const DAY_MS = 86_400_000
/** The first Monday of the epoch: weeks begin there. */
const MONDAY_MS = 4 * DAY_MS

const steps: Step[] = [
  ...[1, 5, 10, 15, 30].map((seconds) => even(seconds, [11, 19])),
  ...[1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720].map((minutes) => even(minutes * 60, [11, 16])),
  ...[1, 2].map((days) => even(days * 86_400, [5, 10], [0, 4])),
  ...[7, 14].map((days) => even(days * 86_400, [5, 10], [0, 4], MONDAY_MS)),
  ...[1, 3, 6, 12, 24, 60, 120, 600].map(months),
]

/** At most `most` marks, as close as that allows; `offsetMinutes` is how far the zone is ahead of UTC at a moment. */
export function ticksOf({ fromMs, toMs }: TimeSpan, offsetMinutes: (epochMs: number) => number, most: number): Tick[] {
  const step = steps.find(({ seconds }) => (toMs - fromMs) / 1_000 / seconds <= most - 1) ?? steps.at(-1)
  const ticks: Tick[] = []
  if (!step) return ticks
  let above = ''
  let last = fromMs - 1
  let local = step.floor(fromMs + offsetMinutes(fromMs) * 60_000)
  for (let atMs = fromMs; atMs <= toMs; local = step.next(local)) {
    atMs = toUtc(local, offsetMinutes)
    // Where a clock is put forward, a round time may not come at all.
    if (atMs <= last || atMs > toMs) continue
    last = atMs
    const wall = toWallClock(atMs, offsetMinutes(atMs))
    const heading = step.heading ? wall.slice(...step.heading) : above
    ticks.push({
      atMs,
      label: wall.slice(...step.label),
      heading: heading === above ? null : heading,
      minor: step.isOdd(local),
    })
    above = heading
  }
  return ticks
}

function toUtc(localMs: number, offsetMinutes: (epochMs: number) => number): number {
  const guess = localMs - offsetMinutes(localMs) * 60_000
  return localMs - offsetMinutes(guess) * 60_000
}

function even(seconds: number, label: Step['label'], heading: Step['heading'] = [0, 10], phaseMs = 0): Step {
  const ms = seconds * 1_000
  return {
    seconds,
    floor: (local) => Math.floor((local - phaseMs) / ms) * ms + phaseMs,
    next: (local) => local + ms,
    isOdd: (local) => Math.floor((local - phaseMs) / ms) % 2 !== 0,
    label,
    heading,
  }
}

function months(count: number): Step {
  const month = (local: number) => (new Date(local).getUTCFullYear() - 1970) * 12 + new Date(local).getUTCMonth()
  return {
    seconds: count * 28 * 86_400,
    floor: (local) => Date.UTC(1970, Math.floor(month(local) / count) * count),
    next: (local) => Date.UTC(1970, month(local) + count),
    isOdd: (local) => Math.floor(month(local) / count) % 2 !== 0,
    label: count % 12 === 0 ? [0, 4] : [0, 7],
    heading: null,
  }
}
