import { type QueryClient, queryOptions } from '@tanstack/react-query'
import { fetchJson } from '@/lib/http/fetch-json'
import type { Retry, ScopeName } from '@/lib/tasks/scope-choice'
import { defaultTaskSearch, formatTaskSearch, type TaskSearch } from '@/lib/tasks/task-search'
import type { TasksPage } from '@/lib/tasks/tasks-page'
import { lookedBack } from '@/lib/tasks/timeline-span'
import { type listedTasks, tasksPath } from './tasks-query'

/** More than these is no longer a picture: the range is narrowed instead. */
const MOST_PAGES = 5

/** All tasks of one instance that ran in the range of the search, and some that ended before it. */
function instanceTasksQuery(search: TaskSearch, retry?: Retry) {
  const asked = instanceQuestion(search)
  return queryOptions({
    queryKey: ['instance', formatTaskSearch(asked)],
    queryFn: ({ signal }) => readAll(asked, retry, signal),
  })
}

async function retryInstanceScope(client: QueryClient, search: TaskSearch, scope: ScopeName): Promise<void> {
  const page = await readAll(instanceQuestion(search), scope, new AbortController().signal)
  client.setQueryData(instanceTasksQuery(search).queryKey, page)
}

/** What is asked again is so with the first page: the others are of the same reading. */
function readAll(asked: TaskSearch, retry: Retry | undefined, signal: AbortSignal): Promise<TasksPage> {
  const read = (search: TaskSearch) =>
    fetchJson<TasksPage>(tasksPath(search, search.page === 1 ? retry : undefined), signal)
  return readPages(asked, read)
}

export const instanceTasks: typeof listedTasks = { query: instanceTasksQuery, retry: retryInstanceScope }

/** What is asked for one instance: the open drawer and the zone of times change nothing in it. */
export function instanceQuestion(search: TaskSearch): TaskSearch {
  return { ...search, ...lookedBack(search, Date.now()), task: null, tz: defaultTaskSearch.tz }
}

/** The first pages of a search as one; the server answers them from one reading. */
export async function readPages(
  search: TaskSearch,
  read: (search: TaskSearch) => Promise<TasksPage>,
): Promise<TasksPage> {
  const first = await read({ ...search, page: 1 })
  const count = Math.min(MOST_PAGES, Math.ceil(first.rowCount / search.size))
  const numbers = Array.from({ length: Math.max(0, count - 1) }, (_, index) => index + 2)
  const pages = [first, ...(await Promise.all(numbers.map((page) => read({ ...search, page }))))]
  const tasks = new Map(pages.flatMap((page) => page.tasks).map((task) => [task.key, task]))
  return { ...first, tasks: [...tasks.values()], pageSize: MOST_PAGES * search.size }
}
