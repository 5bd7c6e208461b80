import { formatTaskSearch, readTaskSearch, type TaskSearch } from './task-search'

/** A list that somebody comes back to; it is only an address. */
export interface SavedView {
  name: string
  query: string
}

/**
 * The views that every installation has, by the key of their name. What is active is asked of the default range: what
 * still runs from before it is listed beside it, for one call a scope, while `from=all` would read all of history. What
 * waits cannot be asked for so, and may wait for days.
 */
export const builtInViews = [
  { key: 'last24h', query: '' },
  { key: 'activeNow', query: 'status=active' },
  { key: 'failed24h', query: 'status=failed&from=-24h' },
  { key: 'waiting', query: 'status=waiting&from=-7d' },
  { key: 'longestRunning', query: 'status=active&sort=-duration' },
  { key: 'upgrades7d', query: 'type=upgrade-master,upgrade-ro&from=-7d' },
] as const

/** The search behind a view. What it does not say of zone and page size stays as the reader has it. */
export function searchOfView(query: string, { tz, size }: TaskSearch): TaskSearch {
  const named = new URLSearchParams(query)
  const { search } = readTaskSearch(named)
  return { ...search, tz: named.has('tz') ? search.tz : tz, size: named.has('size') ? search.size : size }
}

/** Whether a search shows this view, on whichever page of it and with whichever task open. */
export function isOfView(query: string, search: TaskSearch): boolean {
  return listOf(searchOfView(query, search)) === listOf(search)
}

function listOf(search: TaskSearch): string {
  return formatTaskSearch({ ...search, page: 1, task: null })
}
