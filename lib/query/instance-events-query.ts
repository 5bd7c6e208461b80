import { queryOptions, experimental_streamedQuery as streamedQuery } from '@tanstack/react-query'
import { fetchLines } from '@/lib/http/fetch-lines'
import { type EventsDetail, eventsForm, type InstanceEventsHead } from '@/lib/tasks/details/instance-events'
import { encodeText } from '@/lib/tasks/encode-text'
import type { ScopeName } from '@/lib/tasks/scope-choice'
import { formatTaskSearch, type TaskSearch } from '@/lib/tasks/task-search'

/** What has come so far of an instance's events. */
export interface EventsSoFar {
  /** Null before the first line. */
  head: InstanceEventsHead | null
  sources: EventsDetail[]
}

/** Whose events, and when. */
export interface EventsQuestion extends Pick<TaskSearch, 'from' | 'to'> {
  instanceId: string
  places: ScopeName[]
  paused: boolean
}

const NOTHING_YET: EventsSoFar = { head: null, sources: [] }
/** Three calls a region: a range that goes on is asked about again, but less often than its tasks. */
const AGAIN_MS = 30_000

/** Each source as soon as it has answered. */
export function instanceEventsQuery({ instanceId, places, from, to, paused }: EventsQuestion) {
  const form = eventsForm(instanceId)
  const account = [...new Set(places.map((place) => place.account))].sort()
  const region = [...new Set(places.map((place) => place.region))].sort()
  const query = formatTaskSearch({ ...form.defaults, account, region, from, to }, form)
  return queryOptions({
    queryKey: ['instance-events', instanceId, query],
    queryFn: streamedQuery({
      streamFn: ({ signal }) =>
        fetchLines<InstanceEventsHead | EventsDetail>(
          `/api/instances/${encodeText(instanceId)}/events?${[query, 'format=ndjson'].filter(Boolean).join('&')}`,
          signal,
        ),
      reducer: (soFar: EventsSoFar, line: InstanceEventsHead | EventsDetail) =>
        'asked' in line ? { ...soFar, head: line } : { ...soFar, sources: [...soFar.sources, line] },
      initialValue: NOTHING_YET,
      refetchMode: 'replace',
    }),
    enabled: places.length > 0,
    staleTime: AGAIN_MS,
    refetchInterval: to === null && !paused ? AGAIN_MS : false,
    refetchOnWindowFocus: !paused,
  })
}
