'use client'

import { createContext, useCallback, useContext, useMemo, useSyncExternalStore } from 'react'
import { formatPageAddress, listAddress } from '@/lib/tasks/page-address'
import { readTaskSearch, type SearchProblem, type TaskSearch } from '@/lib/tasks/task-search'

export interface TaskSearchState {
  /** As the address says it, with what was not understood at its default. */
  search: TaskSearch
  problems: SearchProblem[]
  /** Writes a changed search into the address, without asking the server for a page. */
  navigate: (change: Partial<TaskSearch>, mode?: 'push' | 'replace') => void
}

/** The query with which the server made the page, for the first render on both sides. */
export const FirstQueryContext = createContext('')

/** Whose address is read and written; the list's, where no other page says otherwise. */
export const PageAddressContext = createContext(listAddress)

const listeners = new Set<() => void>()

/**
 * The address is the state: nothing of a search is kept anywhere else. Not by the framework's `useSearchParams`: it
 * hears of `pushState` only once an effect of its router has run, and a click on a slow machine comes before that.
 */
export function useTaskSearch(): TaskSearchState {
  const page = useContext(PageAddressContext)
  const firstQuery = useContext(FirstQueryContext)
  const query = useSyncExternalStore(
    subscribe,
    () => window.location.search,
    () => firstQuery,
  )
  const { search, problems } = useMemo(() => readTaskSearch(new URLSearchParams(query), page), [query, page])
  const navigate = useCallback(
    (change: Partial<TaskSearch>, mode: 'push' | 'replace' = 'push') => {
      const address = formatPageAddress({ ...search, ...change }, page)
      if (mode === 'push') window.history.pushState(null, '', address)
      else window.history.replaceState(null, '', address)
      for (const listener of listeners) listener()
    },
    [search, page],
  )
  return { search, problems, navigate }
}

/** Where a search stands on the page that is shown. */
export function useAddressOf(): (search: TaskSearch) => string {
  const page = useContext(PageAddressContext)
  return useCallback((search) => formatPageAddress(search, page), [page])
}

/** Where a search stands on the list. */
export function addressOf(search: TaskSearch): string {
  return formatPageAddress(search, listAddress)
}

function subscribe(listener: () => void) {
  listeners.add(listener)
  window.addEventListener('popstate', listener)
  return () => {
    listeners.delete(listener)
    window.removeEventListener('popstate', listener)
  }
}
