import { realTextOf } from '../failure/real-text'
import { toMono, toQuantity, toText } from '../payload/values'
import type { Field, Value } from '../payload-section'
import { type Attachment, isUtcTime, type Task } from '../task'
import { taskStatuses } from '../task-status'
import { taskTypes } from '../task-types'

/** What every task has, whatever its type: how it ended and how long it took first. */
export function taskFacts(task: Task): Field[] {
  return [
    { label: { key: 'status' }, value: statusOf(task) },
    { label: { key: 'type' }, value: typeOf(task) },
    { label: { key: 'duration' }, value: durationOf(task) },
    { label: { key: 'message' }, value: toText(realTextOf(task)) },
    { label: { key: 'code' }, value: toMono(task.code) },
    { label: { key: 'progress' }, value: toQuantity(task.progressPercent, 'percent') },
    { label: { key: 'started' }, value: momentOf(task.startedAt) },
    { label: { key: 'ended' }, value: task.endedAt === null ? NO_END : momentOf(task.endedAt) },
    { label: { key: 'instance' }, value: toMono(task.instanceIds.toSorted().join('\n')) },
    { label: { key: 'region' }, value: { kind: 'region', region: task.region } },
    { label: { key: 'account' }, value: toText(task.account) },
    { label: { key: 'asyncRequestId' }, value: toMono(task.asyncRequestId) },
    ...task.attachments.map(attachmentField),
  ]
}

const NO_END: Value = { kind: 'label', label: { key: 'noEnd' } }

function statusOf({ status, statusWire }: Task): Value {
  const asCame = status === 'unknown' ? statusWire : taskStatuses[status].wire
  return asCame === null ? { kind: 'absent' } : { kind: 'status', asCame: String(asCame) }
}

function typeOf({ type, typeWire }: Task): Value {
  const asCame = type === 'unknown' ? typeWire : taskTypes[type].wire
  return asCame === null ? { kind: 'absent' } : { kind: 'type', asCame: String(asCame) }
}

function durationOf({ durationSeconds, endedAt }: Task): Value {
  if (durationSeconds !== null) return { kind: 'quantity', amount: durationSeconds, unit: 'second' }
  return endedAt === null ? NO_END : { kind: 'absent' }
}

function momentOf(time: string | null): Value {
  return isUtcTime(time) ? { kind: 'time', at: time } : toText(time)
}

/** What is known of attachments, in words; all else as it came. */
function attachmentField({ key, value }: Attachment): Field {
  const words = key === 'FastUpgradeStatus' ? UPGRADE_METHODS.find((_, method) => String(method) === value) : undefined
  if (!words) return { label: { text: key }, value: toText(value) }
  return { label: { key: 'fastUpgrade' }, value: { kind: 'label', label: { key: words }, asCame: `${key} = ${value}` } }
}

const UPGRADE_METHODS = ['fastUpgrade0', 'fastUpgrade1'] as const
