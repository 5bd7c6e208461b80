import { queryOptions } from '@tanstack/react-query'
import { fetchJson } from '@/lib/http/fetch-json'
import { defaultTaskSearch, formatTaskSearch, type TaskSearch } from '@/lib/tasks/task-search'
import type { TasksPage } from '@/lib/tasks/tasks-page'
import { lookedBack } from '@/lib/tasks/timeline-span'

/** More than these is no longer a picture: the range is narrowed instead. */
const MOST_PAGES = 5

/** All tasks of one instance that ran in the range of the search, and some that ended before it. */
export function instanceTasksQuery(search: TaskSearch) {
  const asked = instanceQuestion(search)
  return queryOptions({
    queryKey: ['instance', formatTaskSearch(asked)],
    queryFn: ({ signal }) =>
      readPages(asked, (page) => fetchJson<TasksPage>(`/api/tasks?${formatTaskSearch(page)}`, signal)),
  })
}

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
  return { ...first, tasks: [...tasks.values()] }
}
