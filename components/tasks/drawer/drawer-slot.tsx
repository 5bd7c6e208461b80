'use client'

import { useEffect } from 'react'
import { lazilyInBrowser } from '@/components/ui/lazily'
import type { Task } from '@/lib/tasks/task'
import type { TaskSearch } from '@/lib/tasks/task-search'
import type { Drawer } from './use-drawer'

const loadDrawer = () => import('./task-drawer').then((module) => module.TaskDrawer)

const TaskDrawer = lazilyInBrowser(loadDrawer)

interface DrawerSlotProps {
  search: TaskSearch
  rows: Task[]
  readAt: string
  drawer: Drawer
}

/** The drawer's code is fetched at the first sign of a person, so that the first opening does not wait for it. */
export function DrawerSlot({ search, rows, readAt, drawer }: DrawerSlotProps) {
  useEffect(() => {
    const signs = ['pointermove', 'pointerdown', 'keydown'] as const
    function fetchAhead() {
      for (const sign of signs) removeEventListener(sign, fetchAhead)
      void loadDrawer()
    }
    for (const sign of signs) addEventListener(sign, fetchAhead, { passive: true })
    return () => {
      for (const sign of signs) removeEventListener(sign, fetchAhead)
    }
  }, [])

  return search.task && <TaskDrawer locator={search.task} rows={rows} readAt={readAt} drawer={drawer} />
}
