import 'server-only'
import { createHash } from 'node:crypto'
import type { Json } from '@/lib/tasks/json'
import { type Attachment, isUtcTime, type Task, type Wire } from '@/lib/tasks/task'
import { taskKey } from '@/lib/tasks/task-locator'
import { isActive, toTaskStatus } from '@/lib/tasks/task-status'
import { wallClockToUtc } from '@/lib/tasks/task-time'
import { toTaskType } from '@/lib/tasks/task-types'

type WireItem = { [key: string]: Json | undefined }

interface Place {
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
  const jobId = toId(item.JobId) ?? standIn(raw)
  const typeWire = toWire(item.TaskType ?? item.Type)
  const statusWire = toWire(item.TaskStatus ?? item.Status)
  const status = (statusWire === null ? null : toTaskStatus(statusWire)) ?? 'unknown'
  const startedAt = toTime(item.StartTime, utcOffsetMinutes)
  const end = toTime(item.EndTime, utcOffsetMinutes)
  const endedAt = end === startedAt && (isActive(status) || status === 'unknown') ? null : end
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
    instanceIds: toInstanceIds(item),
    asyncRequestId: toText(item.AsyncRequestId),
    attachments: toAttachments(item.TaskAttachInfo),
    payload: item.Data ?? null,
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
  if (value === undefined || value === null || typeof value === 'number' || typeof value === 'string')
    return value ?? null
  return JSON.stringify(value)
}

function toText(value: Json | undefined): string | null {
  if (value === undefined || value === null || value === '') return null
  return typeof value === 'string' ? value : JSON.stringify(value)
}

function toNumber(value: Json | undefined): number | string | null {
  if (typeof value === 'number') return value
  if (typeof value === 'string' && /^-?\d{1,15}(\.\d{1,6})?$/.test(value)) return Number(value)
  return toText(value)
}

function toId(value: Json | undefined): string | null {
  if (typeof value === 'number' && Number.isSafeInteger(value)) return String(value)
  return typeof value === 'string' && /^[\w-]{1,40}$/.test(value) ? value : null
}

/** A task without a readable job id keeps one name from refresh to refresh. */
function standIn(raw: Json): string {
  return `~${createHash('sha256').update(JSON.stringify(raw)).digest('hex').slice(0, 8)}`
}

/** “No end” comes as `0000-00-00 00:00:00`, as an empty text, as null, or not at all. */
function toTime(value: Json | undefined, utcOffsetMinutes: number): string | null {
  const text = toText(value)
  if (text === null || text.startsWith('0000-00-00')) return null
  return wallClockToUtc(text, utcOffsetMinutes) ?? text
}

function toDuration(startedAt: string | null, endedAt: string | null): number | null {
  if (!isUtcTime(startedAt) || !isUtcTime(endedAt)) return null
  const seconds = (Date.parse(endedAt) - Date.parse(startedAt)) / 1_000
  return seconds >= 0 ? seconds : null
}

/** The documented reply names instances in its payload only, and there often as an empty text. */
function toInstanceIds({ InstanceIds, Data }: WireItem): string[] {
  const named = Array.isArray(InstanceIds)
    ? InstanceIds
    : [InstanceIds, ...(Array.isArray(Data) ? Data : [Data]).map((item) => (isObject(item) ? item.InstanceId : null))]
  return [...new Set(named.map((id) => toText(id)).filter((id) => id !== null))]
}

function toAttachments(value: Json | undefined): Attachment[] {
  if (value === undefined || value === null) return []
  const items = Array.isArray(value) ? value : [value]
  return items.map((item) =>
    isObject(item) && (item.AttachKey !== undefined || item.AttachValue !== undefined)
      ? { key: toText(item.AttachKey) ?? '', value: toText(item.AttachValue) ?? '' }
      : { key: '', value: toText(item) ?? '' },
  )
}

function isObject(value: Json | undefined): value is { [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
