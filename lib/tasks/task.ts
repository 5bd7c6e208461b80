import type { Json } from '@/lib/json'
import { remembered } from '@/lib/remembered'
import type { TaskStatus } from './task-status'
import type { TaskType } from './task-types'

/** Exactly what came on the wire: the documented reply has integers, the live one strings. */
export type Wire = number | string | null

/**
 * One task of one instance fleet, in JSON exactly as the BFF sends it.
 * A value that cannot be read keeps its text as it came, so no row is ever lost to a field:
 * a number may then be a string, and a time may be something other than UTC ISO 8601 ending in `Z`.
 */
export interface Task {
  /** `account/region/jobId`; unique among listed rows. */
  key: string
  account: string
  region: string
  jobId: string
  type: TaskType
  typeWire: Wire
  status: TaskStatus
  statusWire: Wire
  progressPercent: number | string | null
  code: number | string | null
  message: string | null
  startedAt: string | null
  endedAt: string | null
  durationSeconds: number | null
  instanceIds: string[]
  asyncRequestId: string | null
  attachments: Attachment[]
  /** The parsed `Data` of the documented reply; null where the service sends none. */
  payload: Json
  /** What the server makes of a failure; left out where the task has not failed, or says nothing of it. */
  failure?: TaskFailure
  /** UTC; since when an active task stands where it stands, as far as the server has watched it. */
  progressSince?: string
}

export interface TaskFailure {
  /** Equal for equal failures, whatever ids, numbers and names stand in them: eight hexadecimal digits. */
  kind: string
  /** The id of the rule that explains it; null where none does. */
  rule: string | null
  /** The ids of the team's rules whose runbooks are about it, in their order; left out where there are none. */
  runbooks?: string[]
  /** MySQL's own name of the error, as `ER_PARSE_ERROR`; left out where the message has none, or no table names it. */
  mysqlError?: string
}

export interface Attachment {
  key: string
  value: string
}

/** Whether the service sent an id that can be read; else `jobId` is a stand-in of ours that begins with `~`. */
export function hasOwnJobId({ jobId }: Pick<Task, 'jobId'>): boolean {
  return !jobId.startsWith('~')
}

const UTC_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/

export function isUtcTime(text: string | null): text is string {
  return text !== null && UTC_TIME.test(text) && !Number.isNaN(Date.parse(text))
}

/** Epoch milliseconds; null where the start cannot be read. Lists of thousands ask for it again and again. */
export const startOf = remembered(({ startedAt }: Pick<Task, 'startedAt'>) => toEpochMs(startedAt))

/** Epoch milliseconds; null where there is no end, or one that cannot be read. */
export const endOf = remembered(({ endedAt }: Pick<Task, 'endedAt'>) => toEpochMs(endedAt))

function toEpochMs(text: string | null): number | null {
  return isUtcTime(text) ? Date.parse(text) : null
}
