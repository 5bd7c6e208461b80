import type { ReadableItem } from './item-reader'

/** The filters of DescribeTasks, both ends of the range included. */
export type TaskQuery = {
  instanceId?: string
  asyncRequestId?: string
  types?: Set<number>
  statuses?: Set<number>
  startedFromMs?: number
  startedUntilMs?: number
}

function allows(codes: Set<number> | undefined, code: number | string | undefined): boolean {
  return codes === undefined || code === undefined || (typeof code === 'number' && codes.has(code))
}

/** What an item does not tell cannot exclude it. */
export function matches(query: TaskQuery, item: ReadableItem): boolean {
  const { instanceId, asyncRequestId, startedFromMs, startedUntilMs } = query
  if (instanceId !== undefined && item.instanceIds && !item.instanceIds.includes(instanceId)) return false
  if (asyncRequestId !== undefined && item.asyncRequestId !== asyncRequestId) return false
  if (!allows(query.types, item.type) || !allows(query.statuses, item.status)) return false
  if (item.startedAtMs === undefined) return true
  if (startedFromMs !== undefined && item.startedAtMs < startedFromMs) return false
  return startedUntilMs === undefined || item.startedAtMs <= startedUntilMs
}
