import type { StatusName } from './vocabulary'

/** What a task says of what its instance does now. */
export type Activity = {
  type: number | string | undefined
  status: StatusName | undefined
  progress: number
  isFastUpgrade: boolean
}

const [none, upgrading, awaitingSwitch, awaitingFastUpgrade] = [0, 1, 15, 34]
const ended: readonly (StatusName | undefined)[] = ['SUCCEED', 'FAILED', 'KILLED', 'REMOVED', undefined]

const byType: Record<string, number> = { 1: 6, 3: 2, 7: 10, 10: 6, 12: 13 }
/** What an instance with several tasks says of itself, first come first. */
const ranking = [awaitingSwitch, upgrading, 6, 2, 13, 10, awaitingFastUpgrade, none]

function codeOf({ type, status, progress, isFastUpgrade }: Activity): number {
  if (ended.includes(status)) return none
  if (type !== 9 && type !== 11) return byType[String(type)] ?? none
  if (status === 'WAITING' && progress > 0) return awaitingSwitch
  if (status === 'WAITING' || status === 'UNDEFINED') return isFastUpgrade ? awaitingFastUpgrade : none
  return upgrading
}

/** `TaskStatus` of an instance, in the numbers of DescribeDBInstances. */
export function instanceTaskStatus(activities: readonly Activity[]): number {
  const codes = activities.map(codeOf)
  return ranking.find((code) => codes.includes(code)) ?? none
}
