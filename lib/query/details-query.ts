import { queryOptions, experimental_streamedQuery as streamedQuery } from '@tanstack/react-query'
import { fetchLines } from '@/lib/http/fetch-lines'
import type { Detail, DetailsHead } from '@/lib/tasks/details/task-details'
import type { Task } from '@/lib/tasks/task'
import { locatorOf, taskKey } from '@/lib/tasks/task-locator'
import { isActive } from '@/lib/tasks/task-status'

/** What has come so far of a task's details. */
export interface DetailsSoFar {
  /** Null before the first line. */
  head: DetailsHead | null
  sources: Detail[]
}

const NOTHING_YET: DetailsSoFar = { head: null, sources: [] }
/** What the siblings say of a running task changes slowly, and costs a call each. */
const AGAIN_MS = 15_000

/** Each source as soon as it has answered; asked again for as long as the task is not over. */
export function detailsQuery(task: Task) {
  const { startedAt } = locatorOf(task)
  const path = `/api/tasks/${taskKey(task)}/details?format=ndjson${startedAt ? `&start=${startedAt}` : ''}`
  return queryOptions({
    queryKey: ['details', taskKey(task), startedAt, task.status],
    queryFn: streamedQuery({
      streamFn: ({ signal }) => fetchLines<DetailsHead | Detail>(path, signal),
      reducer: (soFar: DetailsSoFar, line: DetailsHead | Detail) =>
        'asked' in line ? { ...soFar, head: line } : { ...soFar, sources: [...soFar.sources, line] },
      initialValue: NOTHING_YET,
      refetchMode: 'replace',
    }),
    staleTime: AGAIN_MS,
    refetchInterval: isActive(task.status) ? AGAIN_MS : false,
  })
}
