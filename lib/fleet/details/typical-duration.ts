import 'server-only'
import type { TypicalDuration } from '@/lib/tasks/details/task-details'
import type { Task } from '@/lib/tasks/task'
import { isFinished } from '@/lib/tasks/task-status'

/** How long the finished tasks of a type took; null where there is none. Percentiles by nearest rank. */
export function typicalDuration(tasks: Iterable<Task>, { type, typeWire }: Task): TypicalDuration | null {
  const seconds = new Map<string, number>()
  let since: string | null = null
  for (const task of tasks) {
    const isAlike = task.type === type && (type !== 'unknown' || task.typeWire === typeWire)
    if (!isAlike || !isFinished(task.status) || task.durationSeconds === null) continue
    seconds.set(task.key, task.durationSeconds)
    if (task.startedAt !== null && (since === null || task.startedAt < since)) since = task.startedAt
  }
  const sorted = [...seconds.values()].sort((a, b) => a - b)
  if (since === null) return null
  return { count: sorted.length, medianSeconds: rank(sorted, 0.5), p95Seconds: rank(sorted, 0.95), since }
}

function rank(sorted: number[], share: number): number {
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0
}
