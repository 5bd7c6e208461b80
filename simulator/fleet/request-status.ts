import type { Activity } from './instance-task-status'
import type { StatusName } from './vocabulary'

const others: Partial<Record<StatusName, string>> = { SUCCEED: 'SUCCESS', ROLLBACKING: 'RUNNING' }

/** A task's status in the words of the actions that know SUCCESS, but neither SUCCEED nor WAITING. */
export function requestStatus({ status = 'UNDEFINED', progress }: Pick<Activity, 'status' | 'progress'>): string {
  if (status === 'WAITING') return progress > 0 ? 'RUNNING' : 'UNDEFINED'
  return others[status] ?? status
}
