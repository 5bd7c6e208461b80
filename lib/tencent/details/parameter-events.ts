import 'server-only'
import type { InstanceEvent } from '@/lib/tasks/details/task-details'
import type { AskedTask } from './detail-source'
import type { Part } from './of-instances'
import { readParameterRecords } from './parameter-records'
import { textOf, type WireItem } from './read-list'
import { type Span, utcOf } from './task-span'

/** The changes of one instance's parameters in a span, each as an event. */
export async function readParameterEvents(
  asked: Pick<AskedTask, 'scope' | 'signal'>,
  instanceId: string,
  span: Span,
): Promise<Part<InstanceEvent>> {
  const { items, ...part } = await readParameterRecords(asked, instanceId, span)
  return { ...part, items: items.map((record) => toEvent(record, instanceId)) }
}

/** `IsSucess` is how the API once spelt it, and may be all that comes. */
function toEvent(record: WireItem, instanceId: string): InstanceEvent {
  const { ParamName, OldValue, NewValue, ModifyTime, IsSuccess = record.IsSucess } = record
  return {
    kind: 'parameter',
    name: textOf(ParamName) ?? '',
    at: utcOf(ModifyTime),
    instanceId,
    note: `${textOf(OldValue) ?? '""'} → ${textOf(NewValue) ?? '""'}`,
    ...(IsSuccess === false && { stage: 'refused' }),
  }
}
