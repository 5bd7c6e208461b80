'use client'

import { useMemo } from 'react'
import type { TasksState } from '@/components/tasks/list/use-tasks'
import { isUtcTime, type Task } from '@/lib/tasks/task'
import type { TaskSearch } from '@/lib/tasks/task-search'
import { ranIn } from '@/lib/tasks/timeline'
import { spanOf } from '@/lib/tasks/timeline-span'
import { type ShownSpan, useShownSpan } from './use-shown-span'

export interface Ran {
  /** What ran in the shown span, in the order of the table; what has no place in time, too. */
  tasks: Task[]
  shown: ShownSpan
  /** When the tasks were read: where what still runs has come to. */
  nowMs: number
}

/** The tasks of the shown stretch of time, among those that were read. */
export function useRan(
  search: TaskSearch,
  { rows, earlier, readAt }: TasksState,
  navigate: (change: Partial<TaskSearch>, mode?: 'push' | 'replace') => void,
): Ran {
  const nowMs = Date.parse(readAt) || 0
  const read = useMemo(() => [...rows, ...earlier], [rows, earlier])
  const { from, to } = search
  const span = useMemo(() => {
    const starts = read.flatMap(({ startedAt }) => (isUtcTime(startedAt) ? [Date.parse(startedAt)] : []))
    return spanOf({ from, to }, nowMs, starts)
  }, [read, from, to, nowMs])
  const shown = useShownSpan(span, nowMs, navigate)
  const { fromMs, toMs } = shown.span
  const tasks = useMemo(() => read.filter((task) => ranIn(task, { fromMs, toMs }, nowMs)), [read, fromMs, toMs, nowMs])
  return { tasks, shown, nowMs }
}
