import 'server-only'
import type { Scope } from '@/lib/config'
import type { Json } from '@/lib/json'
import { isUtcTime } from '@/lib/tasks/task'
import type { AskedTask, DetailSource } from './detail-source'
import { NOTHING, ofInstances, type Part } from './of-instances'
import { defined, type ListReply, readList, type WireItem } from './read-list'
import { momentOf, type Span, spanOf, within } from './task-span'

/** A task ends when its last record is written, give or take. */
const MARGIN_MS = 2_000
const PAGE = 100
const MOST_PAGES = 10

/**
 * Parameters: by instance, then the records whose `ModifyTime` lies in the task's span, since they name no task. 20
 * calls a second and no filter by time: pages are read, some side by side, until they are past the task, at most ten.
 */
export const parameterRecords: DetailSource<'parameter-records'> = {
  name: 'parameter-records',
  action: 'DescribeInstanceParamRecords',
  serves: ({ type, instanceIds, startedAt }) =>
    type === 'modify-param' && instanceIds.length > 0 && isUtcTime(startedAt),
  async read(asked) {
    const span = spanOf(asked.task, asked.now, MARGIN_MS)
    if (!span) return NOTHING
    const { items, ...rest } = await ofInstances(asked, async (instanceId) => {
      const part = await readParameterRecords(asked, instanceId, span)
      return { ...part, items: part.items.length > 0 ? [toPayload(part.items, instanceId)] : [] }
    })
    return { data: items.length > 0 ? items : null, matchedBy: 'time', ...rest }
  },
}

/** The records of one instance in a span. */
export async function readParameterRecords(
  { scope, signal }: Pick<AskedTask, 'scope' | 'signal'>,
  instanceId: string,
  span: Span,
): Promise<Part<WireItem>> {
  const read = (offsets: number[]) => Promise.all(offsets.map((offset) => readPage(scope, instanceId, offset, signal)))
  const [first] = await read([0])
  if (!first) return { items: [], requestIds: [] }
  // Neither order is promised: what the first page shows decides at which end the span is nearer.
  const isOldestFirst = directionOf(first) > 0
  const offsets = Array.from({ length: Math.ceil(first.total / PAGE) }, (_, index) => index * PAGE).slice(1)
  const nearestFirst = (isOldestFirst ? offsets.reverse() : offsets).slice(0, MOST_PAGES - 1)
  const pages = [first]
  let isBehind = !isOldestFirst && isPast(first, span)
  for (let count = 3; !isBehind && nearestFirst.length > 0; count *= 2) {
    const more = await read(nearestFirst.splice(0, count))
    pages.push(...more)
    isBehind = more.some((page) => isPast(page, span))
  }
  const records = pages.flatMap(({ items }) => items)
  return {
    items: records.filter(({ ModifyTime }) => within(momentOf(ModifyTime), span)),
    bound:
      !isBehind && records.length < first.total ? { of: 'records', read: records.length, total: first.total } : null,
    requestIds: pages.map(({ requestId }) => requestId),
  }
}

function readPage(scope: Scope, instanceId: string, offset: number, signal: AbortSignal): Promise<ListReply> {
  const body = { InstanceId: instanceId, Offset: offset, Limit: PAGE }
  return readList(scope, parameterRecords.action, body, signal, ({ ModifyTime }) => momentOf(ModifyTime) !== null)
}

/** Above 0 where times grow along the page, below where they fall, 0 where they do neither. */
function directionOf({ items }: ListReply): number {
  const moments = items.map(({ ModifyTime }) => momentOf(ModifyTime)).filter((moment) => moment !== null)
  const steps = moments.slice(1).map((moment, index) => Math.sign(moment - (moments[index] ?? 0)))
  if (steps.every((step) => step <= 0)) return -1
  return steps.every((step) => step >= 0) ? 1 : 0
}

/** A whole page from before the span, in a list whose times do not jump about. */
function isPast(page: ListReply, { from }: Span): boolean {
  if (directionOf(page) === 0) return false
  const moments = page.items.map(({ ModifyTime }) => momentOf(ModifyTime))
  return moments.some((moment) => moment !== null && moment < from)
}

/** As the documented `Data` has it: the parameters of one instance. */
function toPayload(records: WireItem[], instanceId: string): Json {
  return {
    InstanceId: instanceId,
    Parameters: records.map(({ ParamName, NewValue, InstanceId: _, IsSuccess, IsSucess, ...record }) =>
      defined({ ...record, Name: ParamName, CurrentValue: NewValue, IsSuccess: IsSuccess ?? IsSucess }),
    ),
  }
}
