import { toBeijingTime } from '../beijing-time'
import type { WireShape } from '../regions'
import { pickFailure } from './failures'
import { stateAt, type TaskState } from './life'
import { messageFor } from './messages'
import { payloadFor } from './payloads'
import { createRandom, type Random } from './random'
import type { PlannedTask } from './timetable'
import { statusCodes, typeNames } from './vocabulary'

/** A task as the service sends it. */
export type WireItem = Record<string, unknown>

/** The first group of the task's AsyncRequestId, as a number. */
export function asyncRequestNumber(jobId: number): number {
  return Math.imul(jobId, 0x9e3779b1) >>> 0
}

export function asyncRequestIdOf(task: PlannedTask): string {
  const random = createRandom(task.key, 'async-request')
  const first = asyncRequestNumber(task.jobId).toString(16).padStart(8, '0')
  return [first, random.hex(8), random.hex(8), random.hex(8)].join('-')
}

function endTime(task: PlannedTask, state: TaskState, shape: WireShape, random: Random): string | null {
  const unfinished = random.pick(
    shape === 'documented' ? ['0000-00-00 00:00:00', '', null] : ['0000-00-00 00:00:00', ''],
  )
  return state.ended ? toBeijingTime(task.endsAtSeconds * 1000) : unfinished
}

function attachInfo(task: PlannedTask, random: Random): WireItem {
  const fast = random.pick(['0', '1'])
  const missing = random.chance(0.1)
  if (task.type === 11 || task.type === 9) {
    return { TaskAttachInfo: [{ AttachKey: 'FastUpgradeStatus', AttachValue: fast }] }
  }
  return missing ? {} : { TaskAttachInfo: [] }
}

export function toWireItem(task: PlannedTask, shape: WireShape, nowMs: number): WireItem {
  const state = stateAt(task.life, nowMs / 1000 - task.startSeconds)
  const random = createRandom(task.key, 'wire')
  const failure = pickFailure(task.type, random)
  const common = {
    Code: state.status === 'FAILED' ? failure.code : 0,
    Message: messageFor(task.type, state.status, failure, shape),
    JobId: task.jobId,
    Progress: state.progress,
    StartTime: toBeijingTime(task.startSeconds * 1000),
    EndTime: endTime(task, state, shape, random),
  }
  if (shape === 'documented') {
    return {
      ...common,
      Type: task.type,
      Status: statusCodes[state.status],
      Data: payloadFor(task, state, failure),
    }
  }
  return {
    ...common,
    AsyncRequestId: asyncRequestIdOf(task),
    ...attachInfo(task, random),
    InstanceIds: [task.instance.id],
    TaskType: typeNames[task.type],
    TaskStatus: state.status,
  }
}
