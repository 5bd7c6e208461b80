import { isUtcTime, type Task } from './task'
import { isActive } from './task-status'

/** From one moment up to another, in epoch milliseconds. */
export interface TimeSpan {
  fromMs: number
  toMs: number
}

/** When a task ran. */
export interface Run extends TimeSpan {
  /** Still running: it has no end yet, and `toMs` is now. */
  open: boolean
}

/** Where a task is drawn; horizontal measures are percent of the span's width. */
export interface Bar {
  task: Task
  run: Run
  /** From 0. */
  lane: number
  x: number
  width: number
  /** Drawn less wide than a target must be: what can be pressed is wider than the bar. */
  narrow: boolean
  /** Wide enough for words. */
  wordy: boolean
  /** Began before the span, or goes on after it. */
  cutAtStart: boolean
  cutAtEnd: boolean
}

export interface Timeline {
  /** In the order of the tasks. */
  bars: Bar[]
  laneCount: number
  /** Tasks whose start cannot be read: nobody knows where they belong. */
  unplaced: Task[]
}

/** The narrowest the span is ever drawn; where there is less room it scrolls. */
export const LEAST_WIDTH_PX = 960

const TARGET_PX = 24
const WORDS_PX = 88
const GAP_PX = 2

/** Null where the start cannot be read. A task that ended at nobody knows when is a moment. */
export function runOf({ startedAt, endedAt, status }: Task, nowMs: number): Run | null {
  if (!isUtcTime(startedAt)) return null
  const fromMs = Date.parse(startedAt)
  const open = endedAt === null && isActive(status)
  const toMs = isUtcTime(endedAt) ? Date.parse(endedAt) : open ? nowMs : fromMs
  return { fromMs, toMs: Math.max(fromMs, toMs), open }
}

/** Whether a task ran at some moment of the span, or may have. */
export function ranIn(task: Task, { fromMs, toMs }: TimeSpan, nowMs: number): boolean {
  const run = runOf(task, nowMs)
  return run === null || (run.fromMs <= toMs && run.toMs >= fromMs)
}

/** Every task that ran in the span as one bar, each as wide as it must be to be pressed, none over another. */
export function layOut(tasks: Task[], span: TimeSpan, nowMs: number): Timeline {
  const pxPerMs = LEAST_WIDTH_PX / (span.toMs - span.fromMs)
  const placed: Omit<Bar, 'lane'>[] = []
  const unplaced: Task[] = []
  for (const task of tasks) {
    const run = runOf(task, nowMs)
    if (run === null) unplaced.push(task)
    else if (run.fromMs <= span.toMs && run.toMs >= span.fromMs) placed.push(toBar(task, run, span))
  }
  const { lanes, laneCount } = lanesOf(
    placed.map(({ run, width }) => {
      const fromMs = Math.max(run.fromMs, span.fromMs)
      const drawnPx = Math.max(TARGET_PX, (width / 100) * LEAST_WIDTH_PX) + GAP_PX
      return { fromMs, toMs: fromMs + drawnPx / pxPerMs }
    }),
  )
  return { bars: placed.map((bar, index) => ({ ...bar, lane: lanes[index] ?? 0 })), laneCount, unplaced }
}

function toBar(task: Task, run: Run, span: TimeSpan): Omit<Bar, 'lane'> {
  const x = percentAt(Math.max(run.fromMs, span.fromMs), span)
  const width = percentAt(Math.min(run.toMs, span.toMs), span) - x
  const leastPx = (width / 100) * LEAST_WIDTH_PX
  return {
    task,
    run,
    x,
    width,
    narrow: leastPx < TARGET_PX,
    wordy: leastPx >= WORDS_PX,
    cutAtStart: run.fromMs < span.fromMs,
    cutAtEnd: run.toMs > span.toMs,
  }
}

/** How far into the span a moment is, in percent. */
export function percentAt(epochMs: number, { fromMs, toMs }: TimeSpan): number {
  return ((epochMs - fromMs) / (toMs - fromMs)) * 100
}

/**
 * Interval partitioning: a lane for each, in the order given, the lowest that is free. No two of a lane overlap, and
 * there are as many lanes as run at once at most. A span ends before its `toMs`.
 */
export function lanesOf(spans: TimeSpan[]): { lanes: number[]; laneCount: number } {
  const lanes = spans.map(() => 0)
  const freeFrom: number[] = []
  const byStart = spans.map((span, index) => ({ ...span, index })).sort((a, b) => a.fromMs - b.fromMs)
  for (const { fromMs, toMs, index } of byStart) {
    const free = freeFrom.findIndex((moment) => moment <= fromMs)
    const lane = free === -1 ? freeFrom.length : free
    freeFrom[lane] = toMs
    lanes[index] = lane
  }
  return { lanes, laneCount: freeFrom.length }
}
