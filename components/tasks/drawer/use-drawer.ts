'use client'

import { useCallback, useEffect, useLayoutEffect, useMemo, useRef } from 'react'
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
  // Of now, not of the last drawing: hands are faster than that, and than the browser on its way back.
  const isOpen = useRef(task !== null)
  const openedHere = useRef(false)
  const isGoingBack = useRef(false)

  useLayoutEffect(() => {
    isOpen.current = task !== null
    if (task === null) openedHere.current = false
  }, [task])
  useEffect(() => {
    const arrive = () => {
      isGoingBack.current = false
    }
    window.addEventListener('popstate', arrive)
    return () => window.removeEventListener('popstate', arrive)
  }, [])

  const open = useCallback(
    (next: Task) => {
      const mode = isOpen.current ? 'replace' : 'push'
      if (mode === 'push') openedHere.current = true
      isOpen.current = true
      navigate({ task: locatorOf(next) }, mode)
    },
    [navigate],
  )
  const close = useCallback(() => {
    if (isGoingBack.current) return
    isGoingBack.current = openedHere.current
    if (openedHere.current) window.history.back()
    else navigate({ task: null }, 'replace')
  }, [navigate])

  return useMemo(() => ({ open, close }), [open, close])
}
