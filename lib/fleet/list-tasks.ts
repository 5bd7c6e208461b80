import 'server-only'
import { audited, type Told } from '@/lib/access/audit'
import type { Viewer } from '@/lib/access/viewer'
import { ProblemError } from '@/lib/http/problem-error'
import type { Task } from '@/lib/tasks/task'
import { formatTaskSearch, type TaskSearch } from '@/lib/tasks/task-search'
import type { Coverage, TasksPage } from '@/lib/tasks/tasks-page'
import { type Fleet, ownFleet, type ReadOptions } from './fleet'
import { type GatherOptions, gather, type ScopeScans } from './gather'
import { MergedList, type RenderedPage } from './merged-list'
import { chooseScopes, findScope } from './scopes'
import { shownTask } from './shown-task'
import { refuseImpossibleRange, toTaskQuestion } from './task-question'

export type ListOptions = ReadOptions & Pick<GatherOptions, 'wait' | 'retry' | 'deadlineMs'>

/** One page of a search over every scope that it covers. Throws a ProblemError where no scope has anything to show. */
export async function listTasks(viewer: Viewer, search: TaskSearch, options: ListOptions = {}): Promise<TasksPage> {
  return (await auditedPage(viewer, search, options)).page
}

/** The same page as JSON bytes, which are kept beside it. */
export async function listTasksAsJson(viewer: Viewer, search: TaskSearch, options: ListOptions = {}) {
  return (await auditedPage(viewer, search, options)).json()
}

export interface CollectedTasks {
  /** What still runs from before the range first, then every row in the order asked for. */
  tasks: Task[]
  coverage: Coverage
  fetchedAt: string
  /** What the rows cover, epoch milliseconds; null where it has no start. */
  from: number | null
  to: number
}

/** Everything that a search shows, on all its pages. Throws as `listTasks` does. */
export async function collectTasks(
  viewer: Viewer,
  search: TaskSearch,
  options: ListOptions = {},
): Promise<CollectedTasks> {
  const { fleet = ownFleet() } = options
  const question = { what: 'export', asked: formatTaskSearch(search) } as const
  const collect = async () => {
    const list = await mergedList(viewer, search, { ...options, fleet })
    const { coverage, fetchedAt, range } = list
    const tasks = [...list.earlier(search), ...list.rows(search)].map((task) => shownTask(task, fleet.progress))
    return { tasks, coverage, fetchedAt, ...range }
  }
  return audited(viewer, question, collect, ({ tasks, coverage }) => told(tasks.length, coverage))
}

async function auditedPage(viewer: Viewer, search: TaskSearch, options: ListOptions): Promise<RenderedPage> {
  const question = { what: 'list', asked: formatTaskSearch(search) } as const
  const read = () => readPage(viewer, search, options)
  return audited(viewer, question, read, ({ page }) => toldOfPage(page))
}

/** Asked for by another read, which is the one that is audited. */
export async function readPage(viewer: Viewer, search: TaskSearch, options: ListOptions): Promise<RenderedPage> {
  return (await mergedList(viewer, search, options)).page(search)
}

export function toldOfPage({ tasks, earlier, coverage }: TasksPage): Told {
  return told(tasks.length + earlier.length, coverage)
}

function told(rows: number, { scopes }: Coverage): Told {
  return { rows, requestIds: scopes.flatMap(({ requestId }) => requestId ?? []) }
}

async function mergedList(viewer: Viewer, search: TaskSearch, options: ListOptions): Promise<MergedList> {
  const { fleet = ownFleet() } = options
  refuseImpossibleRange(search, fleet.now())
  const visible = fleet.visibleScopes(viewer)
  const scopes = chooseScopes(search, visible)
  if (options.retry && options.retry !== 'all') findScope(options.retry, visible)
  const gathered = await gather(fleet, scopes, toTaskQuestion(search), options)
  throwWhereNothingCame(gathered, search)
  return merge(fleet, gathered)
}

/** The same rows are merged once, for all who ask about them and may see them. */
function merge(fleet: Fleet, scopes: ScopeScans[]): MergedList {
  const key = JSON.stringify(
    scopes.map(({ scope, scans, problem }) => [scope.account.name, scope.region, scans.map(({ id }) => id), problem]),
  )
  const versions = scopes.flatMap(({ scans }) => scans.map(({ version }) => version)).join()
  const known = fleet.lists.get(key)
  if (known?.versions === versions) return known.list
  const list = new MergedList(scopes, fleet.now(), fleet.progress)
  fleet.lists.set(key, { versions, list })
  return list
}

/** One that failed is named beside the others; where all did, or none has the instance, there is only the problem. */
function throwWhereNothingCame(scopes: ScopeScans[], { instance }: TaskSearch): void {
  const scans = scopes.flatMap((scope) => scope.scans)
  const [nameless] = scopes.flatMap(({ problem }) => problem ?? [])
  if (nameless && scopes.every(({ problem }) => problem !== null)) throw new ProblemError(nameless)
  if (scans.length === 0 || nameless) return
  // An instance that only a rule has named, and that is gone, is one without tasks.
  const unknown = instance && !nameless ? scans.flatMap(({ reading }) => reading?.unknownInstance ?? []) : []
  const failed = scans.flatMap(({ failure, reading, progress }) =>
    failure && !reading && !progress ? failure.problem : [],
  )
  // Some do not have it and others cannot say: nobody knows that it is nowhere.
  const [problem] = unknown.length === scans.length ? unknown : failed.length === scans.length ? failed : []
  if (problem) throw new ProblemError(problem)
}
