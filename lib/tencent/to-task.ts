import 'server-only'
import { createHash } from 'node:crypto'
import type { Json } from '@/lib/json'
import { type Attachment, isUtcTime, type Task, type Wire } from '@/lib/tasks/task'
import { taskKey } from '@/lib/tasks/task-locator'
import { isFinished, toTaskStatus } from '@/lib/tasks/task-status'
import { wallClockToUtc } from '@/lib/tasks/task-time'
import { toTaskType } from '@/lib/tasks/task-types'
import { readWireJson } from './wire-json'

type WireItem = { [key: string]: Json | undefined }

export interface Place {
  account: string
  region: string
  utcOffsetMinutes: number
}

/**
 * One item of either wire shape: `Type`, `Status` and `Data` as documented, or `TaskType`, `TaskStatus`, `InstanceIds`
 * as the service answers today. A field that is missing or of the wrong type never costs the row.
 */
export function toTask(raw: Json, { account, region, utcOffsetMinutes }: Place): Task {
  const item: WireItem = isObject(raw) ? raw : {}
  const payload = readWireJson(item.Data ?? null)
  const instanceIds = toInstanceIds(item.InstanceIds, payload)
  const jobId = toId(item.JobId) ?? standIn(raw, instanceIds)
  const typeWire = toWire(item.TaskType ?? item.Type)
  const statusWire = toWire(item.TaskStatus ?? item.Status)
  const status = (statusWire === null ? null : toTaskStatus(statusWire)) ?? 'unknown'
  const startedAt = toTime(item.StartTime, utcOffsetMinutes)
  const end = toTime(item.EndTime, utcOffsetMinutes)
  const endedAt = isFinished(status) || !isNotAfter(end, startedAt) ? end : null
  return {
    key: taskKey({ account, region, jobId }),
    account,
    region,
    jobId,
    type: (typeWire === null ? null : toTaskType(typeWire)) ?? 'unknown',
    typeWire,
    status,
    statusWire,
    progressPercent: toNumber(item.Progress),
    code: toNumber(item.Code),
    message: toText(item.Message),
    startedAt,
    endedAt,
    durationSeconds: toDuration(startedAt, endedAt),
    instanceIds,
    asyncRequestId: toText(item.AsyncRequestId),
    attachments: toAttachments(item.TaskAttachInfo),
    payload,
  }
}

/** The service has sent one job twice on a page; both rows stay, under keys of their own. */
export function withUniqueKeys(tasks: Task[]): Task[] {
  const seen = new Map<string, number>()
  return tasks.map((task) => {
    const count = (seen.get(task.key) ?? 0) + 1
    seen.set(task.key, count)
    return count === 1 ? task : { ...task, key: `${task.key}~${count}` }
  })
}

function toWire(value: Json | undefined): Wire {
  return typeof value === 'number' && Number.isFinite(value) ? value : value === '' ? '' : toText(value)
}

function toText(value: Json | undefined): string | null {
  if (value === undefined || value === null || value === '') return null
  if (typeof value === 'string') return value
  // JSON has numbers too large to be one here, such as 1e999: what they were is lost in the SDK.
  return typeof value === 'number' && !Number.isFinite(value) ? null : JSON.stringify(value)
}

function toNumber(value: Json | undefined): number | string | null {
  if (typeof value === 'number' && Number.isFinite(value)) return value
  if (typeof value === 'string' && /^-?\d{1,15}(\.\d{1,6})?$/.test(value)) return Number(value)
  return toText(value)
}

function toId(value: Json | undefined): string | null {
  if (typeof value === 'number' && Number.isSafeInteger(value)) return String(value)
  return typeof value === 'string' && /^[\w-]{1,40}$/.test(value) ? value : null
}

/** A task without a job id that an address can hold keeps one name from refresh to refresh, however far it gets. */
function standIn(raw: Json, instanceIds: string[]): string {
  const { JobId, AsyncRequestId, TaskType, Type, StartTime }: WireItem = isObject(raw) ? raw : {}
  const lasting = [JobId, AsyncRequestId, TaskType ?? Type, StartTime, ...instanceIds]
  const named = lasting.some((value) => toText(value) !== null) ? lasting : raw
  return `~${createHash('sha256').update(JSON.stringify(named)).digest('hex').slice(0, 8)}`
}

/** “No end” comes as `0000-00-00 00:00:00`, as an empty text, as null, or not at all. */
function toTime(value: Json | undefined, utcOffsetMinutes: number): string | null {
  const text = toText(value)
  if (text === null || text.startsWith('0000-00-00')) return null
  const utc = wallClockToUtc(text, utcOffsetMinutes)
  return isUtcTime(utc) ? utc : text
}

/** A task that has not ended may have its start, or a moment before it such as the epoch, for an end. */
function isNotAfter(end: string | null, start: string | null): boolean {
  return end === start || (isUtcTime(end) && isUtcTime(start) && end < start)
}

function toDuration(startedAt: string | null, endedAt: string | null): number | null {
  if (!isUtcTime(startedAt) || !isUtcTime(endedAt)) return null
  const seconds = (Date.parse(endedAt) - Date.parse(startedAt)) / 1_000
  return seconds >= 0 ? seconds : null
}

/** The documented reply names instances in its payload only, and there often as an empty text. */
function toInstanceIds(named: Json | undefined, payload: Json): string[] {
  const inPayload = toList(payload).map((item) => (isObject(item) ? item.InstanceId : null))
  const ids = [...toList(named), ...inPayload].map((id) => toText(id)).filter((id) => id !== null)
  return [...new Set(ids)]
}

function toAttachments(value: Json | undefined): Attachment[] {
  const items = toList(value).filter((item) => toText(item) !== null)
  return items.map((item) =>
    isObject(item) && (item.AttachKey !== undefined || item.AttachValue !== undefined)
      ? { key: toText(item.AttachKey) ?? '', value: toText(item.AttachValue) ?? '' }
      : { key: 'TaskAttachInfo', value: toText(item) ?? '' },
  )
}

function toList(value: Json | undefined): (Json | undefined)[] {
  return Array.isArray(value) ? value : [value]
}

function isObject(value: Json | undefined): value is { [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
