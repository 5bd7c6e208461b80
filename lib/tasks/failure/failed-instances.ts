import type { Json } from '@/lib/json'
import type { Task } from '../task'
import { toNestedStatus } from '../task-status'

/**
 * The instances that a failed task failed on: those that its payload says so of, each by its own code or status. Where
 * it says so of none, all of the task.
 */
export function failedInstancesOf({ instanceIds, payload }: Pick<Task, 'instanceIds' | 'payload'>): string[] {
  const items = Array.isArray(payload) ? payload : [payload]
  const failed = items.map(failedInstance).filter((id) => id !== null)
  return failed.length > 0 ? failed : instanceIds
}

function failedInstance(item: Json): string | null {
  if (typeof item !== 'object' || item === null || Array.isArray(item)) return null
  const { InstanceId: id, Code: code, Status: status } = item
  return typeof id === 'string' && id !== '' && (isErrorCode(code) || isFailedStatus(status)) ? id : null
}

function isErrorCode(code: Json | undefined): boolean {
  return (typeof code === 'number' || typeof code === 'string') && code !== '' && Number(code) !== 0
}

function isFailedStatus(status: Json | undefined): boolean {
  if (typeof status === 'number') return toNestedStatus(String(status)) === 'failed'
  return typeof status === 'string' && toNestedStatus(status) === 'failed'
}
