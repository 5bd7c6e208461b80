'use client'

import { visibleControls } from '@/components/ui/long-text'
import { ToneMark } from '@/components/ui/tone-mark'
import type { Task } from '@/lib/tasks/task'
import { statusTone } from '@/lib/tasks/task-status'
import { useFormats } from './formats'

export function TaskStatusMark({ task }: { task: Pick<Task, 'status' | 'statusWire'> }) {
  const label = useFormats().status(task)
  return <ToneMark tone={statusTone(task.status)}>{visibleControls(label.slice(0, 60))}</ToneMark>
}
