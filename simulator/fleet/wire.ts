import type { WireShape } from '../regions'
import { createRandom } from './random'
import { factsOf, type TaskFacts } from './task-facts'
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

function attachInfo({ task, isFastUpgrade, hasNoAttachments }: TaskFacts): WireItem {
  if (task.type === 11 || task.type === 9) {
    return { TaskAttachInfo: [{ AttachKey: 'FastUpgradeStatus', AttachValue: isFastUpgrade ? '1' : '0' }] }
  }
  return hasNoAttachments ? {} : { TaskAttachInfo: [] }
}

export function toWireItem(task: PlannedTask, shape: WireShape, nowMs: number): WireItem {
  const facts = factsOf(task, shape, nowMs)
  const { status, progress } = facts.state
  const common = {
    Code: facts.code,
    Message: facts.message,
    JobId: task.jobId,
    Progress: progress,
    StartTime: facts.startTime,
    EndTime: facts.endTime,
  }
  if (shape === 'documented') {
    return { ...common, Type: task.type, Status: statusCodes[status], Data: facts.payload() }
  }
  return {
    ...common,
    AsyncRequestId: asyncRequestIdOf(task),
    ...attachInfo(facts),
    InstanceIds: [task.instance.id],
    TaskType: typeNames[task.type],
    TaskStatus: status,
  }
}
