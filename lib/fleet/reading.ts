import 'server-only'
import type { Problem } from '@/lib/http/problem'
import type { StartRange } from '@/lib/tasks/start-window'
import { startOf, type Task } from '@/lib/tasks/task'
import type { AllPages } from './read-pages'

/** Every task of one question in one scope as last read, or an honest part of them. Never changed: a refresh makes the next. */
export interface Reading {
  /** By key, in no order. */
  tasks: ReadonlyMap<string, Task>
  /** Still active, and started before the range that was asked for. */
  earlier: Task[]
  /** What the tasks cover; where it was capped, its start lies later than was asked for. */
  range: StartRange
  /** Why it is not the whole; null where it is. */
  gap: 'capped' | 'moving' | null
  /** The scope has no such instance. */
  unknownInstance?: Problem
  /** What the service counted last, of all that was asked for. */
  totalCount: number
  requestId: string | null
  /** When it was asked, epoch milliseconds. */
  readAt: number
  /** When every page was last read; since then only what could have changed. */
  wholeReadAt: number
  /** Of this refresh. */
  upstreamCalls: number
}

/** What was just read of a range takes the place of the rows in it; where it was read in part only, none is taken away. */
export function applyPages(rows: Map<string, Task>, range: StartRange, { tasks, isWhole }: AllPages): void {
  if (isWhole) {
    for (const [key, task] of rows) {
      const start = startOf(task)
      if (start !== null && isWithin(start, range)) rows.delete(key)
    }
  }
  upsert(rows, tasks.values())
}

export function upsert(rows: Map<string, Task>, tasks: Iterable<Task>): void {
  for (const task of tasks) rows.set(task.key, task)
}

export function isWithin(start: number, { from, to }: StartRange): boolean {
  return (from === null || from <= start) && start <= to
}

/** Takes away what started outside; what has no readable start stays. */
export function keepWithin(rows: Map<string, Task>, range: StartRange): void {
  for (const [key, task] of rows) {
    const start = startOf(task)
    if (start !== null && !isWithin(start, range)) rows.delete(key)
  }
}

/** Where more is held than may be, its newest part. */
export function trimmed(reading: Reading, mostRows: number): Reading {
  if (reading.tasks.size <= mostRows) return reading
  const starts = byStart(reading.tasks.values())
  const from = starts[starts.length - Math.floor(mostRows * KEPT_SHARE)]?.start ?? reading.range.from
  const range = { from, to: reading.range.to }
  const tasks = new Map(reading.tasks)
  keepWithin(tasks, range)
  return { ...reading, tasks, range, gap: 'capped' }
}

/** Room to grow, so that not every new row moves the edge. */
const KEPT_SHARE = 0.95

/** Wider by a second at both ends: whether the service counts an end in is not known, and must not matter. */
export function withMargin({ from, to }: StartRange): StartRange {
  return { from: from === null ? null : from - 1_000, to: to + 1_000 }
}

/** With a readable start, oldest first. */
export function byStart(rows: Iterable<Task>): { start: number; task: Task }[] {
  const placed: { start: number; task: Task }[] = []
  for (const task of rows) {
    const start = startOf(task)
    if (start !== null) placed.push({ start, task })
  }
  return placed.sort((a, b) => a.start - b.start)
}
