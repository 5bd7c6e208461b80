import 'server-only'
import { audited } from '@/lib/access/audit'
import type { Viewer } from '@/lib/access/viewer'
import { newestStartFirst } from '@/lib/tasks/newest-start-first'
import { isUtcTime, type Task } from '@/lib/tasks/task'
import { formatTaskSearch, type TaskSearch } from '@/lib/tasks/task-search'
import type { ScopeCoverage } from '@/lib/tasks/tasks-page'
import type { ReadOptions } from './fleet'
import { readPage, toldOfPage } from './list-tasks'

export interface LatestTask {
  /** The newest start among all that was read; null where nothing matches. */
  task: Task | null
  scopes: ScopeCoverage[]
  /** Where a newer match may be, or any at all if there is none: not read, or not up to now. */
  doubtful: ScopeCoverage[]
  fetchedAt: string
}

/** The newest task that matches, what still runs from before the range among them. Throws as `listTasks` does. */
export async function latestTask(viewer: Viewer, search: TaskSearch, options: ReadOptions = {}): Promise<LatestTask> {
  const newest = { ...search, sort: null, page: 1, task: null }
  const read = async () => {
    const { page } = await readPage(viewer, newest, options)
    const [task = null] = [...page.tasks, ...page.earlier].sort(newestStartFirst)
    return { page, task }
  }
  const question = { what: 'latest' as const, asked: formatTaskSearch(newest) }
  const { page, task } = await audited(viewer, question, read, ({ page, task }) => ({
    ...toldOfPage(page),
    rows: task ? 1 : 0,
  }))
  const { scopes } = page.coverage
  const doubtful = scopes.filter((scope) => mayHaveNewer(scope, task))
  return { task, scopes, doubtful, fetchedAt: page.fetchedAt }
}

/** What is held of a capped scope are its newest starts: nothing else there is newer than one of them. */
function mayHaveNewer({ state, gap, heldFrom, stale }: ScopeCoverage, task: Task | null): boolean {
  if (state === 'complete') return false
  const isHeld = gap === 'capped' && !stale && heldFrom !== null && isUtcTime(task?.startedAt ?? null)
  return !(isHeld && task?.startedAt && Date.parse(task.startedAt) >= Date.parse(heldFrom))
}
