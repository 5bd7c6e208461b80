import 'server-only'
import type { Bound } from '@/lib/tasks/details/task-details'
import { type AskedTask, type Found, MOST_INSTANCES } from './detail-source'

/** What one instance's answer brings. */
export interface Part<Item> {
  items: Item[]
  bound?: Bound | null
  requestIds: (string | null)[]
}

interface OfInstances<Item> {
  items: Item[]
  bound: Bound | null
  requestIds: string[]
  /** Why some of the instances have no part in it. */
  missing: unknown
}

/** Asks side by side about each instance of a task. Throws where none of them answers. */
export async function ofInstances<Item>(
  { task }: AskedTask,
  read: (instanceId: string) => Promise<Part<Item>>,
): Promise<OfInstances<Item>> {
  const asked = task.instanceIds.slice(0, MOST_INSTANCES)
  const settled = await Promise.allSettled(asked.map(read))
  const parts = settled.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
  const missing = settled.find((one) => one.status === 'rejected')?.reason
  if (parts.length === 0 && missing) throw missing
  return {
    items: parts.flatMap(({ items }) => items),
    bound:
      task.instanceIds.length > asked.length
        ? { of: 'instances', read: asked.length, total: task.instanceIds.length }
        : (parts.find(({ bound }) => bound)?.bound ?? null),
    requestIds: parts.flatMap(({ requestIds }) => requestIds).filter((id) => id !== null),
    missing,
  }
}

export const NOTHING: Found<never> = { data: null, matchedBy: null, bound: null, requestIds: [] }
