'use client'

import { useCallback, useEffect, useMemo, useRef } from 'react'
import type { Task } from '@/lib/tasks/task'
import { locatorOf } from '@/lib/tasks/task-locator'
import type { TaskSearch } from '@/lib/tasks/task-search'

export interface Drawer {
  open: (task: Task) => void
  close: () => void
}

/** The open task stands in the address: opening adds a step to the history that Back takes away, moving on does not. */
export function useDrawer(
  { task }: TaskSearch,
  navigate: (change: Partial<TaskSearch>, mode?: 'push' | 'replace') => void,
): Drawer {
  const openedHere = useRef(false)
  const isOpen = task !== null

  useEffect(() => {
    if (!isOpen) openedHere.current = false
  }, [isOpen])

  const open = useCallback(
    (next: Task) => {
      if (!isOpen) openedHere.current = true
      navigate({ task: locatorOf(next) }, isOpen ? 'replace' : 'push')
    },
    [isOpen, navigate],
  )
  const close = useCallback(() => {
    if (openedHere.current) window.history.back()
    else navigate({ task: null }, 'replace')
  }, [navigate])

  return useMemo(() => ({ open, close }), [open, close])
}
