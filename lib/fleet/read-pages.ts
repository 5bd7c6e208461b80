import 'server-only'
import type { Task } from '@/lib/tasks/task'
import { PAGE_ROWS, type TasksOfPage } from './scope-reader'

/** Every page once, and again while the count moves or fewer rows came than were counted. */
const MOST_PASSES = 3
/** Pages in flight: enough to fill the limit at a common latency, few enough that none waits long for its turn. */
const AT_ONCE = 16

interface Options {
  /** How many rows are thought to be there: their pages are asked for at once. */
  expected?: number
  mostRows?: number
  /** Hears of every page that came. */
  onPage?: (found: ReadonlyMap<string, Task>, totalCount: number) => void
}

export interface AllPages {
  /** By key, each task once, in no order. */
  tasks: Map<string, Task>
  /** What the service counted last. */
  totalCount: number
  /** Whether the pages stood still while they were read, and held as many rows as were counted. */
  isWhole: boolean
  /** Every pass counted the same and brought the same rows, and fewer than were counted. */
  isShort: boolean
}

/**
 * All pages of one question, several at once. The service promises no order and counts offsets anew with each task that
 * comes or goes, so rows are told apart by their job ids, and the pages are read again while the count moves.
 */
export async function readPages(
  read: (offset: number) => Promise<TasksOfPage>,
  { expected = 0, mostRows = Number.POSITIVE_INFINITY, onPage }: Options = {},
): Promise<AllPages> {
  const found = new Map<string, Task>()
  const totals = new Set<number>()
  for (let pass = 1; ; pass++) {
    const ofPass = new Set<string>()
    const counted = await readEveryPage(
      async (offset) => {
        const page = await read(offset)
        for (const task of page.tasks) {
          ofPass.add(task.key)
          // A row that comes again is the newer reading of it.
          found.set(task.key, task)
        }
        onPage?.(found, page.totalCount)
        return { totalCount: page.totalCount, isFull: page.tasks.length >= PAGE_ROWS }
      },
      expected,
      mostRows,
    )
    const { totalCount } = counted
    totals.add(counted.stoodStill ? totalCount : Number.NaN)
    // A job that is sent twice never fills the count: better to call a whole a part than a part the whole.
    const isWhole = counted.stoodStill && ofPass.size >= Math.min(totalCount, mostRows)
    // Where the last pass was whole, what only an earlier one saw is gone since.
    if (isWhole) for (const key of found.keys()) if (!ofPass.has(key)) found.delete(key)
    if (isWhole || pass === MOST_PASSES) {
      const isSteady = totals.size === 1 && !totals.has(Number.NaN) && found.size === ofPass.size
      return { tasks: found, totalCount, isWhole, isShort: isSteady && found.size < totalCount }
    }
  }
}

interface PageFacts {
  totalCount: number
  isFull: boolean
}

/** The first page says how many there are; the others follow, and more while the count grows or the last page is full. */
async function readEveryPage(read: (offset: number) => Promise<PageFacts>, expected: number, mostRows: number) {
  let totalCount = expected
  let lastIsFull = false
  let next = 0
  const counts = new Set<number>()
  const isMore = () => next < Math.min(totalCount, mostRows)
  const readNext = async () => {
    const offset = next
    next += PAGE_ROWS
    const page = await read(offset)
    counts.add(page.totalCount)
    totalCount = page.totalCount
    if (offset + PAGE_ROWS === next) lastIsFull = page.isFull
  }
  const readOn = async () => {
    while (isMore()) await readNext()
  }
  if (expected <= PAGE_ROWS) await readNext()
  await Promise.all(Array.from({ length: AT_ONCE }, readOn))
  while (isMore() || (lastIsFull && next < mostRows)) await readNext()
  return { totalCount, stoodStill: counts.size === 1 }
}
