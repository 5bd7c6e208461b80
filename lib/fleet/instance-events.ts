import 'server-only'
import { audited } from '@/lib/access/audit'
import type { Viewer } from '@/lib/access/viewer'
import type { Scope } from '@/lib/config'
import { problemKind } from '@/lib/http/problem'
import { refuse } from '@/lib/http/problem-error'
import {
  type EventSourceName,
  type EventsDetail,
  eventSourceNames,
  type InstanceEvents,
  type InstanceEventsHead,
} from '@/lib/tasks/details/instance-events'
import type { Detail } from '@/lib/tasks/details/task-details'
import { resolveRange, startWindowOf } from '@/lib/tasks/start-window'
import { formatTaskSearch, type TaskSearch } from '@/lib/tasks/task-search'
import { isRelative } from '@/lib/tasks/task-time'
import { askedOnce } from './details/asked-once'
import { eventsRememberedFor } from './details/detail-memory'
import { type Fleet, ownFleet, type ReadOptions } from './fleet'
import { permittedInstances } from './permitted-instances'
import { chooseScopes, type VisibleScope } from './scopes'
import { refuseImpossibleRange } from './task-question'

/** Older than the service: where a range has no beginning, a request has to name one. */
const EARLIEST = Date.parse('2010-01-01T00:00:00Z')

export interface AskedEvents {
  head: InstanceEventsHead
  /** Side by side, each with its own end; one rejects only where nobody waits any more. */
  sources: Promise<EventsDetail>[]
}

/** What happened to an instance beside its tasks, in the scopes and the range of a search. Throws a ProblemError. */
export function askEvents(
  viewer: Viewer,
  instanceId: string,
  search: TaskSearch,
  options: ReadOptions = {},
): Promise<AskedEvents> {
  return audited(
    viewer,
    { what: 'events', asked: formatTaskSearch({ ...search, instance: instanceId }) },
    () => ask(viewer, instanceId, search, options),
    async ({ sources }) => {
      const answers = await Promise.all(sources)
      return {
        rows: answers.reduce((sum, { data }) => sum + (data?.length ?? 0), 0),
        requestIds: answers.flatMap(({ requestIds }) => requestIds),
      }
    },
  )
}

async function ask(
  viewer: Viewer,
  instanceId: string,
  search: TaskSearch,
  { fleet = ownFleet(), signal }: ReadOptions,
): Promise<AskedEvents> {
  refuseImpossibleRange(search, fleet.now())
  const scopes = await showing(fleet, instanceId, chooseScopes(search, fleet.visibleScopes(viewer)))
  const places = scopes.flatMap((scope) => eventSourceNames.map((source) => ({ scope, source })))
  return {
    head: {
      asked: places.map(({ scope, source }) => ({
        ...nameOf(scope),
        source,
        action: fleet.eventSources[source].action,
      })),
    },
    sources: places.map(({ scope, source }) => readSource(fleet, scope, source, instanceId, search, signal)),
  }
}

/** The same, once every source has answered or failed. */
export async function wholeEvents({ head, sources }: AskedEvents): Promise<InstanceEvents> {
  return { ...head, sources: await Promise.all(sources) }
}

/** One reading for everybody who looks at the instance in the same range, in flight and for as long as it holds. */
async function readSource(
  fleet: Fleet,
  scope: Scope,
  source: EventSourceName,
  instanceId: string,
  search: TaskSearch,
  signal?: AbortSignal,
): Promise<EventsDetail> {
  const { from, to } = search
  const until = to === null || isRelative(to) || isRelative(from) ? null : Date.parse(to)
  const load = async (shared: AbortSignal) => {
    const range = resolveRange(startWindowOf(search), fleet.now())
    const detail = await askSource(fleet, scope, source, instanceId, { ...range, from: range.from ?? EARLIEST }, shared)
    return { detail, ttlMs: eventsRememberedFor(detail.state, until, fleet.now()) }
  }
  const key = `events ${source} ${scope.account.name}/${scope.region}/${instanceId} ${from} ${to}`
  const { detail } = await fleet.details.read(key, load, signal)
  // Safe: under this key stands what this source said.
  return { ...nameOf(scope), ...(detail as EventsDetail) }
}

/** Throws `no-permission` where none of them shows the instance to the viewer. */
async function showing(fleet: Fleet, instanceId: string, scopes: VisibleScope[]): Promise<VisibleScope[]> {
  const permitted = await Promise.all(scopes.map((scope) => permittedInstances(fleet, scope)))
  const shown = scopes.filter((_, index) => permitted[index]?.includes(instanceId.toLowerCase()) ?? true)
  if (shown.length > 0) return shown
  return refuse('no-permission', { detail: `No access rule lets you see the instance ${instanceId} here.` })
}

async function askSource(
  fleet: Fleet,
  scope: Scope,
  source: EventSourceName,
  instanceId: string,
  span: { from: number; to: number },
  signal: AbortSignal,
): Promise<Detail> {
  const { action, read } = fleet.eventSources[source]
  const detail = await askedOnce(fleet, scope, source, action, signal, async () => {
    const { items, bound, requestIds } = await read({ scope, signal }, instanceId, span)
    return {
      data: items.length > 0 ? items : null,
      matchedBy: 'instance',
      bound: bound ?? null,
      requestIds: requestIds.filter((id) => id !== null),
    }
  })
  // A region that has no such instance has no events of it, which is an answer.
  const lacksIt = detail.problem && problemKind(detail.problem) === 'instance-not-found'
  return lacksIt ? { ...detail, state: 'nothing', problem: null } : detail
}

function nameOf({ account, region }: Scope) {
  return { account: account.name, region }
}
