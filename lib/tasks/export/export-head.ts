import { isUtcTime, type Task } from '../task'
import { defaultTaskSearch, formatTaskSearch, type TaskSearch } from '../task-search'
import { toUtcText } from '../task-time'
import type { Coverage } from '../tasks-page'

/** What an export says of itself before its rows. */
export interface ExportHead {
  /** Of the same list on the page, its range in absolute times. */
  address: string
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
  return {
    address: `${baseUrl}/tasks?${formatTaskSearch(inAbsoluteTimes(search, from, to))}`,
    baseUrl,
    generatedAt,
    rowCount: tasks.length,
    coverage,
    search,
    limits: [rangeInWords(search, from, to), ...earlierInWords(tasks, from)],
  }
}

/** Tomorrow, `-24h` would be another day: a link that is kept says which. */
function inAbsoluteTimes(search: TaskSearch, from: number | null, to: number): TaskSearch {
  const begin = from === null ? 'all' : toUtcText(from)
  if (search.at === null) return { ...search, from: begin, to: toUtcText(to) }
  // A look-back that nobody chose stays the one of the page.
  return { ...search, at: toUtcText(to), from: search.from === defaultTaskSearch.from ? search.from : begin }
}

function rangeInWords({ from: asked, at }: TaskSearch, from: number | null, to: number): string {
  const begin = from === null ? 'the first that the service keeps' : toUtcText(from)
  if (at !== null) return `Running at ${toUtcText(to)} (at=${at}); looked for among the starts from ${begin} on.`
  return `Starts from ${begin} to ${toUtcText(to)} (from=${asked}).`
}

function earlierInWords(tasks: Task[], from: number | null): string[] {
  if (from === null) return []
  const earlier = tasks.filter(({ startedAt }) => isUtcTime(startedAt) && Date.parse(startedAt) < from).length
  return earlier === 0 ? [] : [`Tasks that started before that and are listed all the same: ${earlier}.`]
}
