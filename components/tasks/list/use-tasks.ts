'use client'

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { FetchProblem } from '@/lib/http/fetch-json'
import { isRefusal, type Problem, problemKind } from '@/lib/http/problem'
import { tasksQuery } from '@/lib/query/tasks-query'
import type { Task } from '@/lib/tasks/task'
import type { TaskSearch } from '@/lib/tasks/task-search'
import { isActive } from '@/lib/tasks/task-status'
import type { TasksPage } from '@/lib/tasks/tasks-page'
import { useSteadyRows } from './use-steady-rows'

const BUSY_MS = 5_000
const QUIET_MS = 30_000

export interface TasksState {
  /** The last page that was read for this search, however old; null before the first. */
  page: TasksPage | null
  rows: Task[]
  readAt: string
  newCount: number
  showNew: () => void
  /** Why there is no newer page; beside `page`, its rows are stale. */
  problem: Pick<FetchProblem, 'kind' | 'problem'> | null
  /** The rows on screen are another search's, until this one's arrive. */
  busy: boolean
  refreshing: boolean
  refresh: () => void
  paused: boolean
  setPaused: (paused: boolean) => void
  intervalSeconds: number
  /** While somebody is on the rows, a refresh moves none of them. */
  setHeld: (held: boolean) => void
}

/** The rows of a search, kept fresh: quickly while one of them is active, and not at all while paused or hidden. */
export function useTasks(search: TaskSearch, firstProblem: Problem | null, queryOf = tasksQuery): TasksState {
  const [paused, setPaused] = useState(false)
  const [held, setHeld] = useState(false)
  const options = queryOf(search)
  const [firstAsked] = useState(options.queryKey.join())
  const query = useQuery({
    ...options,
    placeholderData: keepPreviousData,
    // What the server read is not read again on arrival, however long the page took to wake.
    refetchOnMount: false,
    refetchInterval: ({ state }) =>
      paused || isRefusal(asProblem(state.error)?.kind ?? '') ? false : interval(state.data, state.status === 'error'),
    refetchOnWindowFocus: !paused,
    refetchOnReconnect: !paused,
  })
  const page = query.data ?? null
  const steady = useSteadyRows(
    page?.tasks ?? NO_TASKS,
    page === null || query.isPlaceholderData ? null : options.queryKey.join(),
    held || search.task !== null,
  )
  const first = firstProblem && query.isPending && firstAsked === options.queryKey.join()

  return {
    page,
    ...steady,
    readAt: page?.fetchedAt ?? '',
    problem: asProblem(query.error) ?? (first ? { kind: problemKind(firstProblem), problem: firstProblem } : null),
    busy: query.isPlaceholderData,
    refreshing: query.isFetching,
    refresh: () => void query.refetch(),
    paused,
    setPaused,
    intervalSeconds: interval(page ?? undefined, query.isError) / 1_000,
    setHeld,
  }
}

const NO_TASKS: Task[] = []

function interval(page: TasksPage | undefined, failed: boolean): number {
  return failed || page?.tasks.some(({ status }) => isActive(status)) ? BUSY_MS : QUIET_MS
}

function asProblem(error: Error | null): Pick<FetchProblem, 'kind' | 'problem'> | null {
  if (error === null || error instanceof FetchProblem) return error
  return { kind: 'internal', problem: null }
}
