import { instanceAddress } from '../page-address'
import type { ScopeName } from '../scope-choice'
import type { SearchForm } from '../task-search'
import type { DetailOf } from './task-details'

export const eventSourceNames = ['switch-records', 'alarm-events', 'parameter-events'] as const

export type EventSourceName = (typeof eventSourceNames)[number]

/** What one source says of an instance in one scope. */
export type EventsDetail = ScopeName & { [Name in EventSourceName]: DetailOf<Name> }[EventSourceName]

/** The first line of a streamed reply: whose answers follow. */
export interface InstanceEventsHead {
  asked: (ScopeName & { source: EventSourceName; action: string })[]
}

/** The reply of `GET /api/instances/{instanceId}/events`. */
export interface InstanceEvents extends InstanceEventsHead {
  sources: EventsDetail[]
}

/** What a question about an instance's events takes: the part of the page's address that says where and when. */
export function eventsForm(instanceId: string): SearchForm {
  return { names: ['account', 'region', 'from', 'to'], defaults: instanceAddress(instanceId).defaults }
}
