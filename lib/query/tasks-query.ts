import { type QueryClient, queryOptions } from '@tanstack/react-query'
import { fetchJson } from '@/lib/http/fetch-json'
import type { Retry, ScopeName } from '@/lib/tasks/scope-choice'
import { type TaskLocator, taskKey } from '@/lib/tasks/task-locator'
import { defaultTaskSearch, formatTaskSearch, type TaskSearch } from '@/lib/tasks/task-search'
import type { TasksPage, TaskWithRaw } from '@/lib/tasks/tasks-page'

/** The list behind an address. The open drawer and the zone of times change nothing in what is asked. */
export function tasksQuery(search: TaskSearch, retry?: Retry) {
  return queryOptions({
    queryKey: ['tasks', askedOf(search)],
    queryFn: ({ signal }) => fetchJson<TasksPage>(tasksPath(search, retry), signal),
  })
}

/** Asks for the list once more, and one scope of it even where it failed a moment ago; what comes is kept as the list. */
async function retryScope(client: QueryClient, search: TaskSearch, scope: ScopeName): Promise<void> {
  const page = await fetchJson<TasksPage>(tasksPath(search, scope), new AbortController().signal)
  client.setQueryData(tasksQuery(search).queryKey, page)
}

/** Where a page's rows come from, and how one scope of them is asked for again. */
export const listedTasks = { query: tasksQuery, retry: retryScope }

/** A page shows what has come, and asks again for the rest. */
export function tasksPath(search: TaskSearch, retry?: Retry): string {
  const again = retry && `retry=${retry === 'all' ? retry : `${retry.account}/${retry.region}`}`
  return `/api/tasks?${[askedOf(search), 'wait=first', again].filter(Boolean).join('&')}`
}

function askedOf(search: TaskSearch): string {
  return formatTaskSearch({ ...search, task: null, tz: defaultTaskSearch.tz })
}

/** One task by its place, with the item as it came. */
export function taskQuery(locator: TaskLocator) {
  const { startedAt } = locator
  return queryOptions({
    queryKey: ['task', taskKey(locator), startedAt],
    queryFn: ({ signal }) =>
      fetchJson<TaskWithRaw>(`/api/tasks/${taskKey(locator)}${startedAt ? `?start=${startedAt}` : ''}`, signal),
  })
}
