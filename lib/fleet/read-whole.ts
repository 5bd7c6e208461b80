import 'server-only'
import type { StartRange } from '@/lib/tasks/start-window'
import type { Task } from '@/lib/tasks/task'
import { findDifference } from './find-difference'
import { type AllPages, readPages } from './read-pages'
import type { Reading } from './reading'
import type { ScopeReader } from './scope-reader'
import { activeCodes, wantsEarlier } from './task-question'

/** Before the service had tasks; where a range without a start is narrowed, it begins here. */
const BEFORE_ALL = Date.parse('2012-01-01T00:00:00Z')
/** Enough to halve twenty years down to a quarter of an hour. */
const MOST_HALVINGS = 20
/** Of the cap, at least this much is used. */
const ENOUGH = 0.9
const SECOND_MS = 1_000

export interface WholeOptions {
  /** Now, epoch milliseconds. */
  at: number
  /** How many rows the last reading had: as many pages are asked for at once. */
  expected: number
  mostRows: number
  /** Hears of the rows so far. */
  onProgress: (progress: Progress) => void
}

export interface Progress {
  tasks: ReadonlyMap<string, Task>
  totalCount: number
  requestId: string | null
}

/** Reads all of the range, or its newest part where it holds more than may be held. Throws a ProblemError. */
export async function readWhole(reader: ScopeReader, range: StartRange, options: WholeOptions): Promise<Reading> {
  const { at, expected, mostRows, onProgress } = options
  const [earlier, { held, totalCount, pages }] = await Promise.all([
    wantsEarlier(reader.question) ? readEarlier(reader, range.from) : [],
    readNewest(reader, range, { expected, mostRows, onProgress }),
  ])
  const isCapped = held !== range || pages.totalCount > mostRows
  const addsUp = pages.isWhole || (pages.totalCount <= mostRows && (await fillGaps(reader, held, pages)))
  return {
    tasks: pages.tasks,
    // One without a readable start may be among both.
    earlier: earlier.filter(({ key }) => !pages.tasks.has(key)),
    range: held,
    gap: isCapped ? 'capped' : addsUp ? null : 'moving',
    totalCount,
    requestId: reader.requestId,
    readAt: at,
    wholeReadAt: at,
    upstreamCalls: reader.calls,
  }
}

/** Where a page in the middle came empty, its rows are sought by their starts. Whether as many are there now as were counted. */
async function fillGaps(reader: ScopeReader, range: StartRange, { tasks, totalCount, isShort }: AllPages) {
  if (isShort) await findDifference(reader, tasks, range, totalCount)
  return isShort && tasks.size === totalCount
}

/** What still runs and started before the range. */
export async function readEarlier(reader: ScopeReader, from: number | null): Promise<Task[]> {
  if (from === null) return []
  const range = { from: null, to: from - SECOND_MS }
  const { tasks } = await readPages((offset) => reader.page(range, offset, activeCodes))
  return [...tasks.values()]
}

interface Newest {
  held: StartRange
  totalCount: number
  pages: AllPages
}

async function readNewest(
  reader: ScopeReader,
  range: StartRange,
  { expected, mostRows, onProgress }: Pick<WholeOptions, 'expected' | 'mostRows' | 'onProgress'>,
): Promise<Newest> {
  // Nothing is known yet: the first page says whether there is more than may be held.
  let first = expected > 0 ? null : await reader.page(range, 0)
  const counted = first?.totalCount ?? expected
  const held = counted > mostRows ? await narrow(reader, range, mostRows) : range
  if (held !== range) first = null
  const pages = await readPages(
    async (offset) => {
      const page = offset === 0 && first ? first : await reader.page(held, offset)
      first = null
      return page
    },
    {
      expected,
      mostRows,
      onPage: (tasks, totalCount) =>
        onProgress({ tasks, totalCount: Math.max(totalCount, counted), requestId: reader.requestId }),
    },
  )
  if (held === range && expected > 0 && pages.totalCount > mostRows) {
    return readNewest(reader, range, { expected: 0, mostRows, onProgress })
  }
  return { held, totalCount: held === range ? pages.totalCount : Math.max(counted, pages.totalCount), pages }
}

/** The newest part of a range that is no more than may be held, found by counting: the order of the service is not relied on. */
async function narrow(reader: ScopeReader, range: StartRange, mostRows: number): Promise<StartRange> {
  let tooEarly = range.from ?? BEFORE_ALL
  let late = range.to
  let held = 0
  for (let step = 0; step < MOST_HALVINGS && late - tooEarly > SECOND_MS; step++) {
    const from = Math.floor((tooEarly + late) / 2_000) * 1_000
    const count = await reader.count({ from, to: range.to })
    if (count > mostRows) tooEarly = from
    else {
      late = from
      held = count
    }
    if (held >= mostRows * ENOUGH) break
  }
  // Too many started in one second: then as many as may be held, whichever come.
  return { from: held < mostRows / 2 ? tooEarly : late, to: range.to }
}
