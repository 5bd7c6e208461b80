import type { WireShape } from '../regions'
import { createRandom } from './random'
import { factsOf, type TaskFacts } from './task-facts'
import { type PlannedTask, startOfJob } from './timetable'
import { statusCodes, typeNames } from './vocabulary'

/** A task as the service sends it. */
export type WireItem = Record<string, unknown>

/** They undo each other in 32 bits. */
const [scattering, gathering] = [0x9e3779b1, 0xe8b2f51]

/** When the task behind an AsyncRequestId must have begun, if there is one: its first group is made of the JobId. */
export function startOfRequest(asyncRequestId: string): number {
  return startOfJob(Math.imul(Number.parseInt(asyncRequestId.slice(0, 8), 16), gathering) >>> 0)
}

export function asyncRequestIdOf(task: PlannedTask): string {
  const random = createRandom(task.key, 'async-request')
  const first = (Math.imul(task.jobId, scattering) >>> 0).toString(16).padStart(8, '0')
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
