'use client'

import { useQuery } from '@tanstack/react-query'
import { FetchProblem } from '@/lib/http/fetch-json'
import { type Problem, problemKind } from '@/lib/http/problem'
import { taskQuery } from '@/lib/query/tasks-query'
import { REFRESH_MS } from '@/lib/tasks/refresh-interval'
import type { Task } from '@/lib/tasks/task'
import type { TaskLocator } from '@/lib/tasks/task-locator'
import { isActive } from '@/lib/tasks/task-status'

export interface OneTask {
  /** Null until it has come, or where it cannot be read. */
  task: Task | null
  failure: Pick<FetchProblem, 'kind' | 'problem'> | null
  /** Of the reply that it came in. */
  requestId: string | null
  /** UTC; empty where nothing was read. */
  readAt: string
  refetch: () => void
}

/** One task as the server read it for the page, kept fresh for as long as it is not over. */
export function useOneTask(locator: TaskLocator, firstProblem: Problem | null, firstReadAt: string): OneTask {
  const { data, error, refetch, dataUpdatedAt } = useQuery({
    ...taskQuery(locator),
    enabled: firstProblem === null,
    refetchOnMount: false,
    refetchInterval: ({ state }) => (state.data && isActive(state.data.task.status) ? REFRESH_MS : false),
  })
  const failure =
    error instanceof FetchProblem
      ? error
      : firstProblem && !data
        ? { kind: problemKind(firstProblem), problem: firstProblem }
        : null
  return {
    task: data?.task ?? null,
    requestId: data?.requestId ?? null,
    failure,
    readAt: dataUpdatedAt ? new Date(dataUpdatedAt).toISOString() : firstReadAt,
    refetch: () => void refetch(),
  }
}
