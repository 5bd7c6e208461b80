import { createContext } from 'react'
import type { TaskSearch } from '@/lib/tasks/task-search'
import type { TasksPage } from '@/lib/tasks/tasks-page'

/** The list that a task is looked at from. */
export interface ListedFailures {
  page: Pick<TasksPage, 'failures' | 'coverage' | 'fetchedAt'>
  search: TaskSearch
  navigate: (change: Partial<TaskSearch>) => void
}

/** Null where there is no list, or none that has been read. */
export const FailuresContext = createContext<ListedFailures | null>(null)
