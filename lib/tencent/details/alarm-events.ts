import 'server-only'
import type { InstanceEvent } from '@/lib/tasks/details/task-details'
import { isUtcTime } from '@/lib/tasks/task'
import type { AskedTask, DetailSource } from './detail-source'
import { NOTHING, ofInstances, type Part } from './of-instances'
import { readList, textOf, type WireItem } from './read-list'
import { AROUND_MS, momentOf, onWallClock, type Span, spanOf, utcOf } from './task-span'

const PAGE = 200

/** Restarts and alarms around any task, one call an instance: by instance and time. Its paging is in texts. */
export const alarmEvents: DetailSource<'alarm-events'> = {
  name: 'alarm-events',
  action: 'DescribeInstanceAlarmEvents',
  serves: ({ instanceIds, startedAt }) => instanceIds.length > 0 && isUtcTime(startedAt),
  async read(asked) {
    const span = spanOf(asked.task, asked.now, AROUND_MS)
    if (!span) return NOTHING
    const { items, ...rest } = await ofInstances(asked, (id) => readAlarms(asked, id, span))
    return { data: items.length > 0 ? items : null, matchedBy: 'time', ...rest }
  },
}

/** The events of one instance in a span. */
export async function readAlarms(
  { scope, signal }: Pick<AskedTask, 'scope' | 'signal'>,
  instanceId: string,
  { from, to }: Span,
): Promise<Part<InstanceEvent>> {
  const range = { InstanceId: instanceId, StartTime: onWallClock(from), EndTime: onWallClock(to) }
  const body = { ...range, Limit: String(PAGE), Offset: '0' }
  const { items, total, requestId } = await readList(scope, alarmEvents.action, body, signal, isReadable)
  const events = items.map(({ EventName, EventStatus, OccurTime, NodeId }): InstanceEvent => {
    const { stage, rest } = stageOf(textOf(EventStatus))
    const note = [textOf(NodeId), rest].filter((part) => part !== null).join(' · ')
    const event = { kind: 'alarm' as const, name: textOf(EventName) ?? '', at: utcOf(OccurTime), instanceId }
    return { ...event, note: note || null, ...(stage && { stage }) }
  })
  return {
    items: events,
    bound: total > PAGE ? { of: 'records', read: items.length, total } : null,
    requestIds: [requestId],
  }
}

const STAGES: Record<string, InstanceEvent['stage']> = { 1: 'raised', 0: 'cleared', '-': undefined }

/** `1` is raised, `0` cleared, `-` has neither; what is not one of these is told as it came. */
function stageOf(status: string | null): { stage: InstanceEvent['stage']; rest: string | null } {
  if (status === null) return { stage: undefined, rest: null }
  return { stage: STAGES[status], rest: Object.hasOwn(STAGES, status) ? null : status }
}

function isReadable({ EventName, OccurTime }: WireItem): boolean {
  return typeof EventName === 'string' || momentOf(OccurTime) !== null
}
