import type { TaskSearch } from '@/lib/tasks/task-search'
import { resolveTimeBound } from '@/lib/tasks/task-time'

const RANGES = ['-7d', '-30d', 'all'] as const

export type WiderRange = (typeof RANGES)[number]

/** The ranges that reach further back than the one that is asked for. */
export function widerRanges({ from }: Pick<TaskSearch, 'from'>, readAt: string): WiderRange[] {
  if (from === 'all') return []
  const now = Date.parse(readAt)
  return RANGES.filter((range) => range === 'all' || resolveTimeBound(range, now) < resolveTimeBound(from, now))
}
