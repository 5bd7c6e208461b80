import 'server-only'
import type { Viewer } from '@/lib/access/viewer'
import { ProblemError } from '@/lib/http/problem-error'
import type { Task } from '@/lib/tasks/task'
import type { TaskSearch } from '@/lib/tasks/task-search'
import type { Coverage, TasksPage } from '@/lib/tasks/tasks-page'
import { type Fleet, ownFleet, type ReadOptions } from './fleet'
import { type GatherOptions, gather } from './gather'
import { MergedList, type RenderedPage } from './merged-list'
import type { ScopeScan } from './scope-scan'
import { chooseScopes, findScope } from './scopes'
import { refuseImpossibleRange, toTaskQuestion } from './task-question'
import { withFailure } from './with-failure'

export type ListOptions = ReadOptions & Pick<GatherOptions, 'wait' | 'retry' | 'deadlineMs'>

/** One page of a search over every scope that it covers. Throws a ProblemError where no scope has anything to show. */
export async function listTasks(viewer: Viewer, search: TaskSearch, options: ListOptions = {}): Promise<TasksPage> {
  return (await readPage(viewer, search, options)).page
}

/** The same page as JSON bytes, which are kept beside it. */
export async function listTasksAsJson(viewer: Viewer, search: TaskSearch, options: ListOptions = {}) {
  return (await readPage(viewer, search, options)).json()
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
  const list = await mergedList(viewer, search, options)
  const { coverage, fetchedAt, range } = list
  return { tasks: [...list.earlier(search), ...list.rows(search)].map(withFailure), coverage, fetchedAt, ...range }
}

async function readPage(viewer: Viewer, search: TaskSearch, options: ListOptions): Promise<RenderedPage> {
  return (await mergedList(viewer, search, options)).page(search)
}

async function mergedList(viewer: Viewer, search: TaskSearch, options: ListOptions): Promise<MergedList> {
  const { fleet = ownFleet() } = options
  refuseImpossibleRange(search, fleet.now())
  const visible = fleet.visibleScopes(viewer)
  const scopes = chooseScopes(search, visible)
  if (options.retry && options.retry !== 'all') findScope(options.retry, visible)
  const scans = await gather(fleet, scopes, toTaskQuestion(search), options)
  throwWhereNothingCame(scans)
  return merge(fleet, scans)
}

/** The same rows are merged once, for all who ask about them. */
function merge(fleet: Fleet, scans: ScopeScan[]): MergedList {
  const key = scans.map(({ id }) => id).join()
  const versions = scans.map(({ version }) => version).join()
  const known = fleet.lists.get(key)
  if (known?.versions === versions) return known.list
  const list = new MergedList(scans, fleet.now())
  fleet.lists.set(key, { versions, list })
  return list
}

/** One that failed is named beside the others; where all did, or none has the instance, there is only the problem. */
function throwWhereNothingCame(scans: ScopeScan[]): void {
  const unknown = scans.flatMap(({ reading }) => reading?.unknownInstance ?? [])
  const failed = scans.flatMap(({ failure, reading, progress }) =>
    failure && !reading && !progress ? failure.problem : [],
  )
  // Some do not have it and others cannot say: nobody knows that it is nowhere.
  const [problem] = unknown.length === scans.length ? unknown : failed.length === scans.length ? failed : []
  if (problem) throw new ProblemError(problem)
}
