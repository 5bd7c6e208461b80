import { type QueryClient, queryOptions } from '@tanstack/react-query'
import { fetchJson } from '@/lib/http/fetch-json'
import type { ScopeName } from '@/lib/tasks/scope-choice'
import { type TaskLocator, taskKey } from '@/lib/tasks/task-locator'
import { defaultTaskSearch, formatTaskSearch, type TaskSearch } from '@/lib/tasks/task-search'
import type { TasksPage, TaskWithRaw } from '@/lib/tasks/tasks-page'

/** The list behind an address. The open drawer and the zone of times change nothing in what is asked. */
export function tasksQuery(search: TaskSearch) {
  return queryOptions({
    queryKey: ['tasks', askedOf(search)],
    queryFn: ({ signal }) => fetchJson<TasksPage>(pathOf(search), signal),
  })
}

/** Asks for the list once more, and one scope of it even where it failed a moment ago; what comes is kept as the list. */
export async function retryScope(client: QueryClient, search: TaskSearch, { account, region }: ScopeName) {
  const path = `${pathOf(search)}&retry=${account}/${region}`
  const page = await fetchJson<TasksPage>(path, new AbortController().signal)
  client.setQueryData(tasksQuery(search).queryKey, page)
}

/** A page shows what has come, and asks again for the rest. */
function pathOf(search: TaskSearch): string {
  return `/api/tasks?${[askedOf(search), 'wait=first'].filter(Boolean).join('&')}`
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
