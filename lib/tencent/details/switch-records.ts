import 'server-only'
import type { InstanceEvent } from '@/lib/tasks/details/task-details'
import { isUtcTime } from '@/lib/tasks/task'
import type { AskedTask, DetailSource } from './detail-source'
import { NOTHING, ofInstances, type Part } from './of-instances'
import { readList, textOf, type WireItem } from './read-list'
import { AROUND_MS, momentOf, type Span, spanOf, utcOf, within } from './task-span'

/** Of the 1,000 that the API allows. */
const PAGE = 200

/** Switches around any task, one call an instance: by instance, then by time. 50 calls a second. */
export const switchRecords: DetailSource<'switch-records'> = {
  name: 'switch-records',
  action: 'DescribeDBSwitchRecords',
  serves: ({ instanceIds, startedAt }) => instanceIds.length > 0 && isUtcTime(startedAt),
  async read(asked) {
    const span = spanOf(asked.task, asked.now, AROUND_MS)
    if (!span) return NOTHING
    const { items, ...rest } = await ofInstances(asked, (id) => readSwitches(asked, id, span))
    return { data: items.length > 0 ? items : null, matchedBy: 'time', ...rest }
  },
}

/** The switches of one instance in a span. */
export async function readSwitches(
  { scope, signal }: Pick<AskedTask, 'scope' | 'signal'>,
  instanceId: string,
  span: Span,
): Promise<Part<InstanceEvent>> {
  const body = { InstanceId: instanceId, Offset: 0, Limit: PAGE }
  const { items, total, requestId } = await readList(scope, switchRecords.action, body, signal, isReadable)
  const events = items
    .filter(({ SwitchTime }) => within(momentOf(SwitchTime), span))
    .map(({ SwitchTime, SwitchType }): InstanceEvent => {
      return { kind: 'switch', name: textOf(SwitchType) ?? '', at: utcOf(SwitchTime), instanceId, note: null }
    })
  return {
    items: events,
    bound: total > PAGE ? { of: 'records', read: items.length, total } : null,
    requestIds: [requestId],
  }
}

function isReadable({ SwitchTime }: WireItem): boolean {
  return momentOf(SwitchTime) !== null
}
