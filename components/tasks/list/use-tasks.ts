'use client'

import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { FetchProblem } from '@/lib/http/fetch-json'
import { isRefusal, type Problem, problemKind, wantsSignIn } from '@/lib/http/problem'
import { listedTasks } from '@/lib/query/tasks-query'
import { REFRESH_MS, refreshAfterMs } from '@/lib/tasks/refresh-interval'
import type { ScopeName } from '@/lib/tasks/scope-choice'
import type { Task } from '@/lib/tasks/task'
import type { TaskSearch } from '@/lib/tasks/task-search'
import type { TasksPage } from '@/lib/tasks/tasks-page'
import { type Answer, answerOf, isNewestFirst } from './answer'
import { isUnread, scopeKey, unreadScopes } from './standing'
import { useSteadyRows } from './use-steady-rows'

export interface TasksState {
  /** The last page that was read for this search, however old; null before the first. */
  page: TasksPage | null
  /** What that page says to the search; `rows` before there is one. */
  answer: Answer
  rows: Task[]
  /** Still active, and started before the range; on the first page only. */
  earlier: Task[]
  /** Both, in the order on screen, of which the latest reading still tells. */
  listed: Task[]
  readAt: string
  newCount: number
  changed: boolean
  showNew: () => void
  /** Why there is no newer page; beside `page`, its rows are stale. */
  problem: Pick<FetchProblem, 'kind' | 'problem'> | null
  /** The rows on screen are another search's, until this one's arrive. */
  busy: boolean
  refreshing: boolean
  refresh: () => void
  retry: ScopeRetry
  /** The latest answer, or the latest reading of a scope, failed. */
  failing: boolean
  paused: boolean
  setPaused: (paused: boolean) => void
  intervalSeconds: number
  /** While somebody is on the rows, a refresh moves none of them. */
  setHeld: (held: boolean) => void
}

export interface ScopeRetry {
  /** Asks these again at once, and only these. */
  run: (scopes: ScopeName[]) => void
  /** Scopes, as `account/region`, that are being asked. */
  asking: string[]
}

/** The rows of a search, kept fresh: quickly while one of them may change, and not at all while paused or hidden. */
export function useTasks(search: TaskSearch, firstProblem: Problem | null, source = listedTasks): TasksState {
  const [paused, setPaused] = useState(false)
  const [held, setHeld] = useState(false)
  const options = source.query(search)
  const question = options.queryKey.join()
  const [firstAsked] = useState(question)
  const query = useQuery({
    ...options,
    placeholderData: keepPreviousData,
    // What the server read is not read again on arrival, however long the page took to wake.
    refetchOnMount: false,
    refetchInterval: ({ state }) =>
      paused || isRefusal(asProblem(state.error)?.kind ?? '') || wantsSignIn(asProblem(state.error)?.kind ?? '')
        ? false
        : refreshAfterMs(state.data, state.status === 'error'),
    refetchOnWindowFocus: !paused,
    refetchOnReconnect: !paused,
  })
  // A page on which nothing had come yet gives way to why nothing came.
  const page = query.data && !(query.isError && isUnread(query.data.coverage)) ? query.data : null
  const answer = page ? answerOf(search, page.coverage) : 'rows'
  const answered = page !== null && answer === 'rows'
  const rows = answered ? page.tasks : NO_TASKS
  const steady = useSteadyRows(
    {
      question: answered && !query.isPlaceholderData ? question : null,
      rows,
      earlier: answered && search.page === 1 ? page.earlier : NO_TASKS,
      unread: page ? unreadScopes(page.coverage) : [],
      newest: search.page === 1 && isNewestFirst(search.sort),
      full: rows.length >= (page?.pageSize ?? search.size),
    },
    held || search.task !== null,
  )
  const refresh = useRefresh(search, source)
  const first = firstProblem && query.isPending && firstAsked === question

  return {
    page,
    answer,
    ...steady,
    readAt: page?.fetchedAt ?? '',
    problem: asProblem(query.error) ?? (first ? { kind: problemKind(firstProblem), problem: firstProblem } : null),
    busy: query.isPlaceholderData,
    refreshing: query.isFetching,
    refresh,
    retry: useScopeRetry(search, refresh, source),
    failing: query.isError || (page?.coverage.scopes.some(({ state }) => state === 'failed') ?? false),
    paused,
    setPaused,
    intervalSeconds: Math.max(refreshAfterMs(page ?? undefined, query.isError), REFRESH_MS) / 1_000,
    setHeld,
  }
}

/** By hand: what failed is asked again at once too. How it ends stands on the query. */
function useRefresh(search: TaskSearch, source: typeof listedTasks): () => void {
  const client = useQueryClient()
  const again = source.query(search, 'all')
  return async () => {
    await client.cancelQueries({ queryKey: again.queryKey })
    await client.query({ ...again, staleTime: 0 }).catch(() => {})
  }
}

/** A retry that does not reach our own server is left to a refresh, which says so. */
function useScopeRetry(search: TaskSearch, refresh: () => void, source: typeof listedTasks): ScopeRetry {
  const client = useQueryClient()
  const [asking, setAsking] = useState<string[]>([])

  async function ask(scope: ScopeName) {
    const key = scopeKey(scope)
    setAsking((others) => [...others, key])
    await source.retry(client, search, scope).catch(refresh)
    setAsking((all) => all.filter((other) => other !== key))
  }

  return {
    asking,
    run(scopes) {
      for (const scope of scopes) if (!asking.includes(scopeKey(scope))) void ask(scope)
    },
  }
}

const NO_TASKS: Task[] = []

function asProblem(error: Error | null): Pick<FetchProblem, 'kind' | 'problem'> | null {
  if (error === null || error instanceof FetchProblem) return error
  return { kind: 'internal', problem: null }
}
