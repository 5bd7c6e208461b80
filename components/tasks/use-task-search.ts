'use client'

import { useSearchParams } from 'next/navigation'
import { useCallback, useMemo } from 'react'
import { formatTaskSearch, readTaskSearch, type SearchProblem, type TaskSearch } from '@/lib/tasks/task-search'

export interface TaskSearchState {
  /** As the address says it, with what was not understood at its default. */
  search: TaskSearch
  problems: SearchProblem[]
  /** Writes a changed search into the address, without asking the server for a page. */
  navigate: (change: Partial<TaskSearch>, mode?: 'push' | 'replace') => void
}

/** The address is the state: nothing of a search is kept anywhere else. */
export function useTaskSearch(): TaskSearchState {
  const parameters = useSearchParams()
  const { search, problems } = useMemo(() => readTaskSearch(new URLSearchParams(parameters.toString())), [parameters])
  const navigate = useCallback(
    (change: Partial<TaskSearch>, mode: 'push' | 'replace' = 'push') => {
      const address = addressOf({ ...search, ...change })
      if (mode === 'push') window.history.pushState(null, '', address)
      else window.history.replaceState(null, '', address)
    },
    [search],
  )
  return { search, problems, navigate }
}

export function addressOf(search: TaskSearch): string {
  const query = formatTaskSearch(search)
  return query ? `/tasks?${query}` : '/tasks'
}
