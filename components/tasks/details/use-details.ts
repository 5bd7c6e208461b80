'use client'

import { useQuery } from '@tanstack/react-query'
import { FetchProblem } from '@/lib/http/fetch-json'
import { detailsQuery } from '@/lib/query/details-query'
import { askAgain } from '@/lib/tasks/details/failed-source'
import type { Detail, DetailOf, DetailSourceName, TypicalDuration } from '@/lib/tasks/details/task-details'
import type { Task } from '@/lib/tasks/task'

/** What has come of a task's details, and what is still on its way. */
export interface Details {
  /** Null where the source is not asked, or has not answered yet. */
  of: <Name extends DetailSourceName>(source: Name) => DetailOf<Name> | null
  /** Asked, and not answered yet. */
  isAwaited: (source: DetailSourceName) => boolean
  asked: { source: DetailSourceName; action: string }[]
  sources: Detail[]
  past: TypicalDuration | null
  /** Why nothing has come at all. */
  problem: FetchProblem | null
  /** Ends when the sources have answered anew. */
  retry: () => Promise<void>
}

/** `enabled`: whether to ask; until then, whoever may be asked is awaited. */
export function useDetails(task: Task, enabled = true): Details {
  const query = useQuery({ ...detailsQuery(task), enabled })
  const { data, error, refetch, dataUpdatedAt } = query
  const asked = data?.head?.asked ?? []
  const sources = data?.sources ?? []
  const find = (name: DetailSourceName) => sources.find(({ source }) => source === name) ?? null
  return {
    // Safe: a detail's data is that of its source.
    of: <Name extends DetailSourceName>(name: Name) => find(name) as DetailOf<Name> | null,
    // Before the first line, whoever may be asked is awaited.
    isAwaited: (name) =>
      (query.isPending || query.isFetching) &&
      !find(name) &&
      (!data?.head || asked.some(({ source }) => source === name)),
    asked,
    sources,
    past: data?.head?.past ?? null,
    problem: error instanceof FetchProblem ? error : null,
    retry: () => askAgain(dataUpdatedAt, refetch),
  }
}
