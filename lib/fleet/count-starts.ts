import { type Outcome, outcomeOf, outcomes } from '@/lib/tasks/outcome'
import { startOf, type Task } from '@/lib/tasks/task'
import { toUtcText } from '@/lib/tasks/task-time'
import type { Histogram } from '@/lib/tasks/tasks-page'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const LONGEST_STEP = 30 * DAY

/** Each at most two and a half times the one before, so that a range has about 30 to 72 bars. */
const STEPS_MS = [
  ...[1, 2, 5, 10, 15, 30].map((minutes) => minutes * MINUTE),
  ...[1, 2, 3, 6, 12].map((hours) => hours * HOUR),
  ...[1, 2, 4, 7, 14].map((days) => days * DAY),
  LONGEST_STEP,
]
const MOST_BARS = 72

/** A Monday in Beijing: days, weeks and hours of every step begin where a reader in Beijing expects them. */
const BEIJING_MONDAY = Date.parse('1970-01-05T00:00:00+08:00')
/** The earliest that is still written with four digits of a year. */
const EARLIEST = Date.parse('0000-01-01T00:00:00Z')

/**
 * How many tasks started in each step of a range, in epoch milliseconds; without its start, from the earliest start on.
 * A start that cannot be read is not counted, nor is one before the range. One after it counts in the last bar: the
 * clock of the service may be ahead of the one that ended the range. Null where nothing is counted.
 */
export function countStarts(
  tasks: Iterable<Pick<Task, 'startedAt' | 'status'>>,
  { from, to }: { from: number | null; to: number },
): Histogram | null {
  const starts = startsFrom(tasks, from ?? Number.NEGATIVE_INFINITY)
  if (starts.length === 0) return null
  const begin = from ?? starts.reduce((earliest, { at }) => Math.min(earliest, at), to)
  const { first, step, bars } = barsOf(Math.min(begin, to), to)
  const counts = emptyCounts(bars)
  for (const { at, outcome } of starts) {
    const bar = Math.min(Math.floor((at - first) / step), bars - 1)
    counts[outcome][bar] = (counts[outcome][bar] ?? 0) + 1
  }
  return { from: toUtcText(first), stepSeconds: step / 1_000, counts }
}

function startsFrom(tasks: Iterable<Pick<Task, 'startedAt' | 'status'>>, from: number) {
  const starts: { at: number; outcome: Outcome }[] = []
  for (const task of tasks) {
    const at = startOf(task)
    if (at !== null && at >= from) starts.push({ at, outcome: outcomeOf(task) })
  }
  return starts
}

/** The finest round steps that cover the range. What ends with the range needs no bar of its own. */
function barsOf(from: number, to: number): { first: number; step: number; bars: number } {
  for (let index = 0; ; index++) {
    const step = stepAt(index)
    const first = Math.max(EARLIEST, from - modulo(from - BEIJING_MONDAY, step))
    const bars = Math.max(1, Math.ceil((to - first) / step))
    if (bars <= MOST_BARS) return { first, step, bars }
  }
}

/** Beyond the longest, each the double of the one before. */
function stepAt(index: number): number {
  return STEPS_MS[index] ?? LONGEST_STEP * 2 ** (index + 1 - STEPS_MS.length)
}

function modulo(value: number, divisor: number): number {
  return ((value % divisor) + divisor) % divisor
}

function emptyCounts(bars: number): Histogram['counts'] {
  const zeroes = outcomes.map((outcome) => [outcome, Array.from({ length: bars }, () => 0)])
  // Safe: made of every outcome.
  return Object.fromEntries(zeroes) as Histogram['counts']
}
