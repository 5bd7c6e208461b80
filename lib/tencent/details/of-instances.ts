import 'server-only'
import type { Bound } from '@/lib/tasks/details/task-details'
import { type AskedTask, type Found, MOST_INSTANCES } from './detail-source'

/** What one instance's answer brings. */
export interface Part<Item> {
  items: Item[]
  bound?: Bound | null
  requestIds: (string | null)[]
}

/** Asks side by side about each instance of a task. Throws what one of them throws. */
export async function ofInstances<Item>(
  { task }: AskedTask,
  read: (instanceId: string) => Promise<Part<Item>>,
): Promise<{ items: Item[]; bound: Bound | null; requestIds: string[] }> {
  const asked = task.instanceIds.slice(0, MOST_INSTANCES)
  const parts = await Promise.all(asked.map(read))
  const left = task.instanceIds.length - asked.length
  return {
    items: parts.flatMap(({ items }) => items),
    bound:
      left > 0
        ? { of: 'instances', read: asked.length, total: task.instanceIds.length }
        : (parts.find(({ bound }) => bound)?.bound ?? null),
    requestIds: parts.flatMap(({ requestIds }) => requestIds).filter((id) => id !== null),
  }
}

export const NOTHING: Found<never> = { data: null, matchedBy: null, bound: null, requestIds: [] }
