import { keepPreviousData, type QueryClient, queryOptions } from '@tanstack/react-query'
import { fetchJson } from '@/lib/http/fetch-json'
import { type Problem, problemKind } from '@/lib/http/problem'
import type { InstancesPage } from '@/lib/tasks/details/task-details'
import type { ScopeName } from '@/lib/tasks/scope-choice'

/** Names and sizes change rarely; the server remembers them as long. */
const FRESH_MS = 60_000

/** The instances of these keys as they are now; a new poll of the same rows asks nothing. */
export function instancesQuery(keys: string[]) {
  return queryOptions({
    queryKey: ['instances', keys.join()],
    queryFn: ({ signal }) => fetchJson<InstancesPage>(`/api/instances?keys=${keys.join()}`, signal),
    enabled: keys.length > 0,
    staleTime: FRESH_MS,
    placeholderData: keepPreviousData,
    // A name is not worth a call of a page that is paused.
    refetchOnWindowFocus: false,
    refetchInterval: ({ state: { data, error } }) => (error || data?.scopes.some(mayPass) ? FRESH_MS : false),
  })
}

/** Why the instances of a scope could not be read when they were last asked for; null where they could, or never were. */
export function instancesProblem(client: QueryClient, { account, region }: ScopeName): Problem | null {
  const newestFirst = client
    .getQueryCache()
    .findAll({ queryKey: ['instances'] })
    .sort((a, b) => b.state.dataUpdatedAt - a.state.dataUpdatedAt)
  for (const { queryKey } of newestFirst) {
    const scope = client
      .getQueryData<InstancesPage>(queryKey)
      ?.scopes.find((one) => one.account === account && one.region === region)
    if (scope) return scope.problem
  }
  return null
}

/** What is not permitted stays so until somebody changes it. */
function mayPass({ problem }: InstancesPage['scopes'][number]): boolean {
  return problem !== null && problemKind(problem) !== 'not-permitted'
}
