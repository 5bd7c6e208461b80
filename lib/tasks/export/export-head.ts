import { isUtcTime, type Task } from '../task'
import { defaultTaskSearch, formatTaskSearch, type TaskSearch } from '../task-search'
import { resolveTimeBound, toUtcText } from '../task-time'
import type { Coverage } from '../tasks-page'

/** What an export says of itself before its rows. */
export interface ExportHead {
  /** Of the same list on the page, its range in absolute times. */
  address: string
  /** Rows that the address does not show: what began before a range is listed only while the range has no end. */
  besidesAddress: number
  /** What the address of each task begins with. */
  baseUrl: string
  generatedAt: string
  rowCount: number
  coverage: Coverage
  /** As it was asked. */
  search: TaskSearch
  /** What the rows are not, in words. */
  limits: string[]
}

/** What every format is written from; the tasks are gone through once. */
export interface TaskExport {
  head: ExportHead
  tasks: Iterable<Task>
}

interface Collected {
  tasks: Task[]
  coverage: Coverage
  /** Epoch milliseconds of the range that was read; null where it has no start. */
  from: number | null
  to: number
}

export function toExportHead(
  asked: TaskSearch,
  { tasks, coverage, from, to }: Collected,
  { baseUrl, generatedAt }: Pick<ExportHead, 'baseUrl' | 'generatedAt'>,
): ExportHead {
  const search = { ...asked, page: defaultTaskSearch.page, size: defaultTaskSearch.size, task: null }
  const moment = momentOf(asked, to, generatedAt)
  const earlierCount = countEarlier(tasks, from)
  return {
    address: `${baseUrl}/tasks?${formatTaskSearch(inAbsoluteTimes(search, moment, from, to))}`,
    besidesAddress: moment === null ? earlierCount : 0,
    baseUrl,
    generatedAt,
    rowCount: tasks.length,
    coverage,
    search,
    limits: [
      rangeInWords(search, moment, from, to),
      ...(earlierCount === 0 ? [] : [`Tasks that started before that and are listed all the same: ${earlierCount}.`]),
    ],
  }
}

/** Where no other end was chosen, what was read ends with it. */
function momentOf({ at, to: end }: TaskSearch, to: number, generatedAt: string): string | null {
  if (at === null) return null
  return toUtcText(end === null ? to : resolveTimeBound(at, Date.parse(generatedAt)))
}

/** Tomorrow, `-24h` would be another day: a link that is kept says which. */
function inAbsoluteTimes(search: TaskSearch, at: string | null, from: number | null, to: number): TaskSearch {
  const begin = from === null ? 'all' : toUtcText(from)
  if (at === null) return { ...search, from: begin, to: toUtcText(to) }
  const end = search.to === null ? null : toUtcText(to)
  // A look-back that nobody chose stays the one of the page.
  const isDefault = search.from === defaultTaskSearch.from && end === null
  return { ...search, at, from: isDefault ? search.from : begin, to: end }
}

function rangeInWords({ from: asked, at: askedAt }: TaskSearch, at: string | null, from: number | null, to: number) {
  const begin = from === null ? 'the first that the service keeps' : toUtcText(from)
  if (at === null) return `Starts from ${begin} to ${toUtcText(to)} (from=${asked}).`
  const until = toUtcText(to) === at ? 'on' : `to ${toUtcText(to)}`
  return `Running at ${at} (at=${askedAt}); looked for among the starts from ${begin} ${until}.`
}

function countEarlier(tasks: Task[], from: number | null): number {
  if (from === null) return 0
  return tasks.filter(({ startedAt }) => isUtcTime(startedAt) && Date.parse(startedAt) < from).length
}
