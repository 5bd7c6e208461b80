import 'server-only'
import type { StartRange } from '@/lib/tasks/start-window'
import type { Task } from '@/lib/tasks/task'
import { formatTaskSearch, type TaskSearch } from '@/lib/tasks/task-search'
import { toUtcText } from '@/lib/tasks/task-time'
import type { Coverage, TasksPage } from '@/lib/tasks/tasks-page'
import { countStarts } from './count-starts'
import { coverageOfScope, isWholeScope } from './coverage-of-scope'
import type { ProgressWatch } from './details/progress-watch'
import { type FailureGroups, groupFailures } from './failure-groups'
import type { ScopeScans } from './gather'
import { type Matches, matchTasks } from './match-tasks'
import type { ScopeScan } from './scope-scan'
import { shownTask } from './shown-task'
import { byJobId, newestFirst, sortTasks } from './sort-tasks'

export interface RenderedPage {
  page: TasksPage
  /** The page as JSON in UTF-8, made once and sent as it is. */
  json: () => Uint8Array<ArrayBuffer>
}

/** The rows of several scans as they stood at one moment, with every list, order and page that was made of them. */
export class MergedList {
  readonly coverage: Coverage
  readonly range: { from: number | null; to: number }
  readonly fetchedAt: string
  readonly #tasks: Task[]
  readonly #earlier: Task[]
  readonly #upstreamCalls: number
  readonly #matches = new Map<string, Matched>()

  constructor(
    scopes: ScopeScans[],
    private readonly now: number,
    private readonly progress: ProgressWatch,
  ) {
    const scans = scopes.flatMap((scope) => scope.scans)
    this.coverage = {
      scopes: scopes.map((scope) => coverageOfScope(scope, now)),
      whole: scopes.every(isWholeScope),
    }
    this.range = rangeOf(scans, now)
    this.fetchedAt = toUtcText(now)
    const once = scans.length > scopes.length ? distinct : (tasks: Task[]) => tasks
    this.#tasks = byJobId(
      once(scans.flatMap(({ reading, progress }) => [...((reading ?? progress)?.tasks.values() ?? [])])),
    )
    this.#earlier = byJobId(once(scans.flatMap(({ reading }) => reading?.earlier ?? [])))
    this.#upstreamCalls = scans.reduce((sum, { reading }) => sum + (reading?.upstreamCalls ?? 0), 0)
  }

  page(search: TaskSearch): RenderedPage {
    const matched = this.#matched(search)
    const key = [search.page, search.size, orderOf(search)].join()
    const known = matched.pages.get(key)
    if (known) return known
    const page = this.#toPage(search, matched)
    let json: Uint8Array<ArrayBuffer> | null = null
    const rendered = {
      page,
      json: () => {
        json ??= new TextEncoder().encode(JSON.stringify(page))
        return json
      },
    }
    matched.pages.set(key, rendered)
    return rendered
  }

  /** Every row of a search, in its order. */
  rows(search: TaskSearch): Task[] {
    const { tasks, orders } = this.#matched(search)
    const sort = search.sort ?? newestFirst
    const key = `${sort.field} ${sort.descending}`
    const known = orders.get(key) ?? sortTasks(tasks, sort, this.now)
    orders.set(key, known)
    return known
  }

  earlier(search: TaskSearch): Task[] {
    return sortTasks(this.#matched(search).earlier, search.sort ?? newestFirst, this.now)
  }

  #toPage(search: TaskSearch, matched: Matched): TasksPage {
    const rows = this.rows(search)
    const first = (search.page - 1) * search.size
    return {
      tasks: rows.slice(first, first + search.size).map((task) => shownTask(task, this.progress)),
      rowCount: rows.length,
      pageIndex: search.page - 1,
      pageSize: search.size,
      earlier: search.page === 1 ? this.earlier(search).map((task) => shownTask(task, this.progress)) : [],
      earlierCount: matched.earlier.length,
      coverage: this.coverage,
      facets: matched.facets,
      histogram: matched.histogram,
      failures: matched.groups.failures,
      failureKinds: matched.groups.failureKinds,
      fetchedAt: this.fetchedAt,
      upstreamCalls: this.#upstreamCalls,
    }
  }

  #matched(search: TaskSearch): Matched {
    const key = filtersOf(search)
    const known = this.#matches.get(key)
    if (known) return known
    // What was running at a moment is one list, whenever it started.
    const rows = search.at === null ? this.#tasks : byJobId([...this.#tasks, ...this.#earlier])
    const matches = matchTasks(rows, search, this.now)
    const earlier = search.at === null ? matchTasks(this.#earlier, search, this.now).tasks : []
    const matched = {
      ...matches,
      earlier,
      histogram: countStarts(matches.tasks, this.range),
      groups: groupFailures(matches.ofAnyFailure, search.failure),
      orders: new Map<string, Task[]>(),
      pages: new Map<string, RenderedPage>(),
    }
    this.#matches.set(key, matched)
    return matched
  }
}

/** A task of several instances comes with each of them. */
function distinct(tasks: Task[]): Task[] {
  return [...new Map(tasks.map((task) => [task.key, task])).values()]
}

interface Matched extends Matches {
  earlier: Task[]
  histogram: TasksPage['histogram']
  groups: FailureGroups
  orders: Map<string, Task[]>
  pages: Map<string, RenderedPage>
}

function orderOf({ sort }: TaskSearch): string {
  return sort ? `${sort.field} ${sort.descending}` : ''
}

/** What tells the rows of one search from those of another, over the same scans. */
function filtersOf(search: TaskSearch): string {
  return formatTaskSearch({ ...search, sort: null, page: 1, size: 50, task: null, tz: 'beijing' })
}

function rangeOf(scans: ScopeScan[], now: number): StartRange {
  const ranges = scans.flatMap(({ reading }) => (reading ? [reading.range] : []))
  const starts = ranges.map(({ from }) => from)
  const isOpen = ranges.length === 0 || starts.some((from) => from === null)
  return {
    from: isOpen ? null : Math.min(...starts.map((from) => from ?? 0)),
    to: ranges.length === 0 ? now : Math.max(...ranges.map(({ to }) => to)),
  }
}
