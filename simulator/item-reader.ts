import { fromBeijingTime } from './beijing-time'
import { statusCodes, typeNames } from './fleet/vocabulary'
import type { WireItem } from './fleet/wire'

/** What the filters and the sibling actions look at; undefined where an item does not tell. */
export type ReadableItem = {
  instanceIds: string[] | undefined
  asyncRequestId: string | undefined
  type: number | string | undefined
  status: number | string | undefined
  startedAtMs: number | undefined
  progress: number
  message: string
  isFastUpgrade: boolean
}

const typeCodes = new Map<string, number>(Object.entries(typeNames).map(([code, name]) => [name, Number(code)]))
const codesOfStatus = new Map<string, number | string>(Object.entries(statusCodes))

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function readInstanceIds(item: WireItem): string[] | undefined {
  const data = Array.isArray(item.Data) ? item.Data.filter(isRecord).map(({ InstanceId }) => InstanceId) : []
  const ids = [...(Array.isArray(item.InstanceIds) ? item.InstanceIds : []), ...data]
  const readable = ids.filter((id): id is string => typeof id === 'string')
  return readable.length > 0 ? readable : undefined
}

function readCode(value: unknown, codes: Map<string, number | string>): number | string | undefined {
  if (typeof value === 'number') return value
  return typeof value === 'string' ? (codes.get(value) ?? value) : undefined
}

function readFastUpgrade(item: WireItem): boolean {
  const attachments = Array.isArray(item.TaskAttachInfo) ? item.TaskAttachInfo.filter(isRecord) : []
  return attachments.some(({ AttachKey, AttachValue }) => AttachKey === 'FastUpgradeStatus' && AttachValue === '1')
}

/** Reads both wire shapes, and whatever a test posts. */
export function readItem(item: unknown): ReadableItem {
  const fields = isRecord(item) ? item : {}
  return {
    instanceIds: readInstanceIds(fields),
    asyncRequestId: typeof fields.AsyncRequestId === 'string' ? fields.AsyncRequestId : undefined,
    type: readCode(fields.Type ?? fields.TaskType, typeCodes),
    status: readCode(fields.Status ?? fields.TaskStatus, codesOfStatus),
    startedAtMs: typeof fields.StartTime === 'string' ? fromBeijingTime(fields.StartTime) : undefined,
    progress: typeof fields.Progress === 'number' ? fields.Progress : 0,
    message: typeof fields.Message === 'string' ? fields.Message : '',
    isFastUpgrade: readFastUpgrade(fields),
  }
}
