import { queryOptions } from '@tanstack/react-query'
import { fetchJson } from '@/lib/http/fetch-json'
import { type TaskLocator, taskKey } from '@/lib/tasks/task-locator'
import { defaultTaskSearch, formatTaskSearch, type TaskSearch } from '@/lib/tasks/task-search'
import type { TasksPage, TaskWithRaw } from '@/lib/tasks/tasks-page'

/** The list behind an address. The open drawer and the zone of times change nothing in what is asked. */
export function tasksQuery(search: TaskSearch) {
  const asked = formatTaskSearch({ ...search, task: null, tz: defaultTaskSearch.tz })
  return queryOptions({
    queryKey: ['tasks', asked],
    queryFn: ({ signal }) => fetchJson<TasksPage>(`/api/tasks?${asked}`, signal),
  })
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
