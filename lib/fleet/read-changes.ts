import 'server-only'
import type { StartRange } from '@/lib/tasks/start-window'
import { startOf, type Task } from '@/lib/tasks/task'
import { isActive } from '@/lib/tasks/task-status'
import { findDifference } from './find-difference'
import { type AllPages, readPages } from './read-pages'
import { applyPages, byStart, isWithin, keepWithin, type Reading, upsert, withMargin } from './reading'
import type { ScopeReader } from './scope-reader'
import { activeCodes, numberedCodes, wantsEarlier } from './task-question'

/** What arrives late, or by another clock, is still seen by the next refresh. */
const OVERLAP_MS = 120_000
/** Rows of one re-read stay within a page, with room for what has come since. */
const ROWS_TOGETHER = 80

export interface Changes {
  reading: Reading
  /** Whether the rows are as many as the service counts: else every page has to be read again. */
  addsUp: boolean
}

/**
 * Reads what can have changed since `held`: what is new, what still runs, what ran and does not any more, and what
 * waits (which has no number to ask by). Two counts tell whether anything else did. Cost follows change, not history.
 */
export async function readChanges(
  reader: ScopeReader,
  held: Reading,
  wanted: StartRange,
  at: number,
): Promise<Changes> {
  const range = { from: later(wanted.from, held.gap === 'capped' ? held.range.from : null), to: wanted.to }
  const asksActive = reader.question.taskStatuses === undefined
  const tail = { from: later(range.from, held.range.to - OVERLAP_MS), to: range.to }
  // The range has an end that was read already: nothing starts in it any more.
  const isClosed = reader.question.to !== null && held.range.to >= range.to
  const runs = !isClosed || [...held.tasks.values()].some(({ status }) => isActive(status))
  const waits = asksActive && [...held.tasks.values()].some(hasNoNumber)

  const [arrived, active, count, numbered, totalCount] = await Promise.all([
    isClosed ? NOTHING : readRange(reader, withMargin(tail)),
    asksActive && (runs || wantsEarlier(reader.question)) ? readActive(reader, range) : NOTHING,
    reader.count(range),
    waits ? reader.count(range, numberedCodes) : null,
    held.gap === 'capped' ? reader.count(wanted) : null,
  ])

  const rows = new Map(held.tasks)
  keepWithin(rows, range)
  const left = [...rows.values()].filter(
    (task) =>
      isActive(task.status) && !hasNoNumber(task) && !active.tasks.has(task.key) && !arrived.tasks.has(task.key),
  )
  if (!isClosed) applyPages(rows, tail, arrived)
  upsert(rows, active.tasks.values())
  keepWithin(rows, range)
  await readAgain(reader, rows, left)
  if (numbered !== null && numbered !== rows.size - countOf(rows, hasNoNumber)) {
    await readAgain(
      reader,
      rows,
      [...rows.values()].filter((task) => hasNoNumber(task) && !arrived.tasks.has(task.key)),
    )
  }
  keepWithin(rows, range)
  if (count !== rows.size) await findDifference(reader, rows, range, count)

  return {
    addsUp: count === rows.size && left.every((task) => startOf(task) !== null),
    reading: {
      tasks: rows,
      earlier: wantsEarlier(reader.question)
        ? [...active.tasks.values()].filter((task) => startsBefore(task, wanted))
        : [],
      range,
      gap: held.gap === 'capped' ? 'capped' : null,
      totalCount: totalCount ?? count,
      requestId: reader.requestId,
      readAt: at,
      wholeReadAt: held.wholeReadAt,
      upstreamCalls: reader.calls,
    },
  }
}

/** With the earlier ones too where the window must not hide them. */
function readActive(reader: ScopeReader, range: StartRange): Promise<AllPages> {
  const from = wantsEarlier(reader.question) ? null : range.from
  return readRange(reader, { from, to: range.to }, activeCodes)
}

function readRange(reader: ScopeReader, range: StartRange, statuses?: number[]): Promise<AllPages> {
  return readPages((offset) => reader.page(range, offset, statuses))
}

const NOTHING: AllPages = { tasks: new Map(), totalCount: 0, isWhole: true, isShort: false }

/** Reads these again, those together that lie within a page of each other. */
async function readAgain(reader: ScopeReader, rows: Map<string, Task>, tasks: Task[]): Promise<void> {
  if (tasks.length === 0) return
  const known = byStart(rows.values()).map(({ start }) => start)
  await Promise.all(
    togetherBy(known, byStart(tasks)).map(async (range) => {
      applyPages(rows, range, await readRange(reader, withMargin(range)))
    }),
  )
}

function togetherBy(known: number[], tasks: { start: number }[]): StartRange[] {
  const ranges: { from: number; to: number }[] = []
  for (const { start } of tasks) {
    const last = ranges.at(-1)
    if (last && rowsWithin(known, { from: last.from, to: start }) <= ROWS_TOGETHER) last.to = start
    else ranges.push({ from: start, to: start })
  }
  return ranges
}

function rowsWithin(starts: number[], range: StartRange): number {
  let count = 0
  for (const start of starts) if (isWithin(start, range)) count += 1
  return count
}

/** Waiting, or of a status that nobody knows: the service cannot be asked for it. */
function hasNoNumber({ status }: Task): boolean {
  return status === 'waiting' || status === 'unknown'
}

function countOf(rows: ReadonlyMap<string, Task>, test: (task: Task) => boolean): number {
  let count = 0
  for (const task of rows.values()) if (test(task)) count += 1
  return count
}

function startsBefore(task: Task, { from }: StartRange): boolean {
  const start = startOf(task)
  return start !== null && from !== null && start < from
}

function later(a: number | null, b: number | null): number | null {
  return a === null ? b : b === null ? a : Math.max(a, b)
}
