import 'server-only'
import type { InstanceEvent } from '@/lib/tasks/details/task-details'
import type { AskedTask, DetailSource } from './detail-source'
import { NOTHING, ofInstances, type Part } from './of-instances'
import { readList, textOf } from './read-list'
import { AROUND_MS, onWallClock, type Span, spanOf, utcOf } from './task-span'

const PAGE = 200

/** Restarts and alarms around any task, one call an instance: by instance and time. Its paging is in texts. */
export const alarmEvents: DetailSource<'alarm-events'> = {
  name: 'alarm-events',
  action: 'DescribeInstanceAlarmEvents',
  serves: ({ instanceIds }) => instanceIds.length > 0,
  async read(asked) {
    const span = spanOf(asked.task, asked.now, AROUND_MS)
    if (!span) return NOTHING
    const { items, bound, requestIds } = await ofInstances(asked, (id) => readAlarms(asked, id, span))
    return { data: items.length > 0 ? items : null, matchedBy: 'time', bound, requestIds }
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
  const { items, total, requestId } = await readList(scope, alarmEvents.action, body, signal)
  const events = items.map(({ EventName, EventStatus, OccurTime, NodeId }): InstanceEvent => {
    const notes = [textOf(NodeId), statusWords(textOf(EventStatus))]
    const note = notes.filter((part) => part !== null).join(' · ')
    return { kind: 'alarm', name: textOf(EventName) ?? '', at: utcOf(OccurTime), instanceId, note: note || null }
  })
  return {
    items: events,
    bound: total > PAGE ? { of: 'records', read: items.length, total } : null,
    requestIds: [requestId],
  }
}

/** `1` and `0` tell whether it goes on, `-` that it has no length: only what is not one of these is news. */
function statusWords(status: string | null): string | null {
  return status === null || ['0', '1', '-'].includes(status) ? null : status
}
