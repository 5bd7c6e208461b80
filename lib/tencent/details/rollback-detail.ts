import 'server-only'
import type { Json } from '@/lib/json'
import { isUtcTime } from '@/lib/tasks/task'
import type { DetailSource } from './detail-source'
import { NOTHING, ofInstances } from './of-instances'
import { defined, isItem, listOf, readList, type WireItem } from './read-list'
import { momentOf, spanOf, within } from './task-span'

const PAGE = 100
const MARGIN_MS = 2_000

/**
 * Rollbacks, one call an instance: by instance and AsyncRequestId, or by time where the task has none. 20 calls a
 * second. It says `Table` where the documented `Data` says `Tables`, and `SUCCESS` where tasks say `SUCCEED`.
 */
export const rollbackDetail: DetailSource<'rollback-detail'> = {
  name: 'rollback-detail',
  action: 'DescribeRollbackTaskDetail',
  serves: ({ type, instanceIds, asyncRequestId, startedAt }) =>
    (type === 'rollback' || type === 'batch-rollback') &&
    instanceIds.length > 0 &&
    (asyncRequestId !== null || isUtcTime(startedAt)),
  async read(asked) {
    const { task, now, scope, signal } = asked
    const { asyncRequestId } = task
    const span = spanOf(task, now, MARGIN_MS)
    if (asyncRequestId === null && !span) return NOTHING
    const { items, ...rest } = await ofInstances(asked, async (instanceId) => {
      const body = { InstanceId: instanceId, AsyncRequestId: asyncRequestId ?? undefined, Limit: PAGE, Offset: 0 }
      const reply = await readList(scope, rollbackDetail.action, body, signal, isReadable)
      const isOfTask = ({ StartTime }: WireItem) =>
        asyncRequestId !== null || (span !== null && within(momentOf(StartTime), span))
      return {
        items: reply.items.filter(isOfTask).flatMap(toPayload),
        bound: reply.total > PAGE ? { of: 'records' as const, read: reply.items.length, total: reply.total } : null,
        requestIds: [reply.requestId],
      }
    })
    // A batch is told whole under each of its instances.
    const data = [...new Map(items.map((item) => [JSON.stringify(item), item])).values()]
    return {
      data: data.length > 0 ? data : null,
      matchedBy: asyncRequestId === null ? 'time' : 'async-request-id',
      ...rest,
    }
  },
}

function isReadable({ Detail, Status }: WireItem): boolean {
  return Array.isArray(Detail) || typeof Status === 'string'
}

/** One item an instance, as the documented `Data` has them. */
function toPayload({ Detail, Info, ...rollback }: WireItem): Json[] {
  const instances = listOf(Detail).filter(isItem)
  const whole = defined({ ...rollback, Message: Info })
  if (instances.length === 0) return [whole]
  return instances.map(({ Tables, ...instance }) => ({
    ...instance,
    ...whole,
    ...(Tables !== undefined && { DatabaseTables: listOf(Tables).map(toTables) }),
  }))
}

function toTables(group: Json): Json {
  if (!isItem(group)) return group
  const { Table, ...rest } = group
  return Table === undefined ? group : { ...rest, Tables: Table }
}
