'use client'

import { useQuery } from '@tanstack/react-query'
import { useMemo, useRef } from 'react'
import { FetchProblem } from '@/lib/http/fetch-json'
import { type EventsQuestion, type EventsSoFar, instanceEventsQuery } from '@/lib/query/instance-events-query'
import { askAgain } from '@/lib/tasks/details/failed-source'
import type { EventsDetail } from '@/lib/tasks/details/instance-events'
import type { InstanceEvent } from '@/lib/tasks/details/task-details'

export interface InstanceEventsState {
  events: InstanceEvent[]
  sources: EventsDetail[]
  /** Some source has not answered yet about this stretch of time; what it said of another may stand in for it. */
  isAwaited: boolean
  /** Why nothing has come at all. */
  problem: FetchProblem | null
  retry: () => Promise<void>
}

/** What happened to an instance beside its tasks. While another stretch of time is read, what was read before stays. */
export function useInstanceEvents(question: EventsQuestion): InstanceEventsState {
  const { data, error, refetch, dataUpdatedAt } = useQuery(instanceEventsQuery(question))
  const before = useRef<EventsSoFar>(NOTHING)
  if (isWhole(data)) before.current = data
  const sources = useMemo(() => {
    const held = before.current.sources
    if (!data?.head) return held
    return data.head.asked.flatMap(
      (asked) => [data.sources, held].flatMap((all) => all.find(saidBy(asked)) ?? [])[0] ?? [],
    )
  }, [data])
  const events = useMemo(() => sources.flatMap(({ data: some }) => some ?? []), [sources])
  return {
    events,
    sources,
    isAwaited: question.places.length > 0 && !isWhole(data) && error === null,
    problem: error instanceof FetchProblem ? error : null,
    retry: () => askAgain(dataUpdatedAt, refetch),
  }
}

const NOTHING: EventsSoFar = { head: null, sources: [] }

function isWhole(soFar: EventsSoFar | undefined): soFar is EventsSoFar {
  return soFar?.head != null && soFar.sources.length === soFar.head.asked.length
}

function saidBy({ account, region, source }: Pick<EventsDetail, 'account' | 'region' | 'source'>) {
  return (one: EventsDetail) => one.account === account && one.region === region && one.source === source
}
