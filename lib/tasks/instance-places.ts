import type { ScopeName } from './scope-choice'
import type { TasksPage } from './tasks-page'

/** Where the tasks of an instance say that it is. */
export function placesOfRows({ tasks, earlier }: Pick<TasksPage, 'tasks' | 'earlier'>): ScopeName[] {
  const places = [...tasks, ...earlier].map(({ account, region }) => ({ account, region }))
  return [...new Map(places.map((place) => [`${place.account}/${place.region}`, place])).values()]
}

/** Where to ask about it: there, and without a task wherever the cloud did not say that it has no such instance. */
export function placesToAsk(page: Pick<TasksPage, 'tasks' | 'earlier' | 'coverage'>): ScopeName[] {
  const places = placesOfRows(page)
  if (places.length > 0) return places
  return page.coverage.scopes
    .filter(({ fetchedAt, lacksInstance }) => fetchedAt !== null && !lacksInstance)
    .map(({ account, region }) => ({ account, region }))
}
