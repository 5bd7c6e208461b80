'use client'

import { createContext, useCallback, useContext, useMemo, useSyncExternalStore } from 'react'
import { formatTaskSearch, readTaskSearch, type SearchProblem, type TaskSearch } from '@/lib/tasks/task-search'

export interface TaskSearchState {
  /** As the address says it, with what was not understood at its default. */
  search: TaskSearch
  problems: SearchProblem[]
  /** Writes a changed search into the address, without asking the server for a page. */
  navigate: (change: Partial<TaskSearch>, mode?: 'push' | 'replace') => void
}

/** The query with which the server made the page, for the first render on both sides. */
export const FirstQueryContext = createContext('')

const listeners = new Set<() => void>()

/**
 * The address is the state: nothing of a search is kept anywhere else. Not by the framework's `useSearchParams`: it
 * hears of `pushState` only once an effect of its router has run, and a click on a slow machine comes before that.
 */
export function useTaskSearch(): TaskSearchState {
  const firstQuery = useContext(FirstQueryContext)
  const query = useSyncExternalStore(
    subscribe,
    () => window.location.search,
    () => firstQuery,
  )
  const { search, problems } = useMemo(() => readTaskSearch(new URLSearchParams(query)), [query])
  const navigate = useCallback(
    (change: Partial<TaskSearch>, mode: 'push' | 'replace' = 'push') => {
      const address = addressOf({ ...search, ...change })
      if (mode === 'push') window.history.pushState(null, '', address)
      else window.history.replaceState(null, '', address)
      for (const listener of listeners) listener()
    },
    [search],
  )
  return { search, problems, navigate }
}

export function addressOf(search: TaskSearch): string {
  const query = formatTaskSearch(search)
  return query ? `/tasks?${query}` : '/tasks'
}

function subscribe(listener: () => void) {
  listeners.add(listener)
  window.addEventListener('popstate', listener)
  return () => {
    listeners.delete(listener)
    window.removeEventListener('popstate', listener)
  }
}
