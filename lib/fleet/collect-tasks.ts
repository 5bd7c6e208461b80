import 'server-only'
import type { Viewer } from '@/lib/access/viewer'
import type { Task } from '@/lib/tasks/task'
import type { TaskSearch } from '@/lib/tasks/task-search'
import { resolveTimeBound } from '@/lib/tasks/task-time'
import type { Coverage } from '@/lib/tasks/tasks-page'
import { ownFleet, type ReadOptions } from './fleet'
import { listTasks } from './list-tasks'

export interface CollectedTasks {
  tasks: Task[]
  coverage: Coverage
  fetchedAt: string
  /** Epoch milliseconds; null where the range has no start. */
  from: number | null
  to: number
}

/** Every task that a search finds, in its order. */
export async function collectTasks(
  viewer: Viewer,
  search: TaskSearch,
  options: ReadOptions = {},
): Promise<CollectedTasks> {
  const now = (options.fleet ?? ownFleet()).now()
  const tasks: Task[] = []
  for (let page = 1; ; page++) {
    const read = await listTasks(viewer, { ...search, page, size: 100 }, options)
    tasks.push(...read.tasks)
    if (read.tasks.length === 100 && tasks.length < read.rowCount) continue
    return {
      tasks,
      coverage: read.coverage,
      fetchedAt: read.fetchedAt,
      from: search.from === 'all' ? null : resolveTimeBound(search.from, now),
      to: search.to === null ? now : resolveTimeBound(search.to, now),
    }
  }
}
