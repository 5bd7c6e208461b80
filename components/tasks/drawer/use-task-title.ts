'use client'

import { useEffect } from 'react'
import type { Task } from '@/lib/tasks/task'
import type { TaskLocator } from '@/lib/tasks/task-locator'
import { useFormats } from '../formats'

/** “Failed · Data import · 15970”, on screen and as the document's title, because that is what a chat shows of a link. */
export function useTaskTitle(task: Task | null, { jobId }: TaskLocator): string {
  const { status, type } = useFormats()
  const title = task ? `${status(task)} · ${type(task)} · ${task.jobId}` : jobId
  useEffect(() => {
    const before = document.title
    document.title = `${title} · cdb-tasks`
    return () => {
      document.title = before
    }
  }, [title])
  return title
}
