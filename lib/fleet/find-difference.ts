import 'server-only'
import type { StartRange } from '@/lib/tasks/start-window'
import type { Task } from '@/lib/tasks/task'
import { readPages } from './read-pages'
import { applyPages, byStart, keepWithin, withMargin } from './reading'
import { PAGE_ROWS, type ScopeReader } from './scope-reader'

/** With what starts beside them, these are one page. */
const SMALL_ROWS = PAGE_ROWS / 2
/** Beyond this it is cheaper to read every page again. */
const MOST_CALLS = 24

/**
 * Finds where the rows of a range and the service differ, by counting halves, and reads only those parts again. Rows
 * that came or went without being seen are found by it, wherever they are. Gives up quietly where that costs too much.
 */
export async function findDifference(
  reader: ScopeReader,
  rows: Map<string, Task>,
  range: StartRange,
  counted: number,
): Promise<void> {
  const callsBefore = reader.calls
  await look(range, counted)

  async function look(part: StartRange, count: number): Promise<void> {
    const starts = byStart(rows.values())
      .map(({ start }) => start)
      .filter((start) => (part.from === null || part.from <= start) && start <= part.to)
    if (starts.length === count || reader.calls - callsBefore >= MOST_CALLS) return
    const cut = cutOf(part, starts, count)
    if (Math.max(starts.length, count) <= SMALL_ROWS || cut === null) {
      const pages = await readPages((offset) => reader.page(withMargin(part), offset))
      applyPages(rows, part, pages)
      keepWithin(rows, range)
      if (!pages.isShort || cut === null) return
    }
    const older = { from: part.from, to: cut - 1_000 }
    const newer = { from: cut, to: part.to }
    const olderCount = await reader.count(older)
    await look(older, olderCount)
    await look(newer, count - olderCount)
  }
}

/** Where most rows are missing the known ones do not tell where they are: then the middle in time. */
function cutOf({ from, to }: StartRange, starts: number[], count: number): number | null {
  if (from === null || to - from < 2_000 || 2 * starts.length >= count) return middleOf(starts)
  return Math.ceil((from + to) / 2_000) * 1_000
}

/** A second that parts the starts in two, both halves with rows; null where all started in one second. */
function middleOf(starts: number[]): number | null {
  const [first] = starts
  const middle = starts[Math.floor(starts.length / 2)]
  if (first === undefined || middle === undefined) return null
  if (middle > first) return middle
  return starts.find((start) => start > first) ?? null
}
