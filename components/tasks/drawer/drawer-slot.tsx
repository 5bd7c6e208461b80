'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useLocale } from 'next-intl'
import { useEffect } from 'react'
import { lazilyInBrowser } from '@/components/ui/lazily'
import { guidanceQuery } from '@/lib/query/guidance-query'
import type { Task } from '@/lib/tasks/task'
import { locatorOf } from '@/lib/tasks/task-locator'
import type { TaskSearch } from '@/lib/tasks/task-search'
import type { Coverage } from '@/lib/tasks/tasks-page'
import type { Drawer } from './use-drawer'
import { usePointedTask } from './use-pointed-task'

const loadDrawer = () => import('./task-drawer').then((module) => module.TaskDrawer)

const TaskDrawer = lazilyInBrowser(loadDrawer)

interface DrawerSlotProps {
  search: TaskSearch
  rows: Task[]
  isSettled: boolean
  readAt: string
  /** Of the reading that the rows are of. */
  coverage: Coverage | null
  drawer: Drawer
}

/**
 * The drawer's code and what explains failures are fetched at the first sign of a person, and the drawer of the task
 * that is pointed at is laid out unseen: an opening waits for neither.
 */
export function DrawerSlot({ search, ...props }: DrawerSlotProps) {
  const isOpen = search.task !== null
  const pointed = usePointedTask(props.rows, isOpen)
  const locator = search.task ?? (pointed && locatorOf(pointed))
  useEarlyEscape(isOpen, props.drawer.close)
  const client = useQueryClient()
  const locale = useLocale()
  useEffect(() => {
    const signs = ['pointermove', 'pointerdown', 'keydown'] as const
    function fetchAhead() {
      for (const sign of signs) removeEventListener(sign, fetchAhead)
      void loadDrawer()
      // A failure to load is told, and tried again, where an explanation would stand.
      client.query(guidanceQuery(locale)).catch(() => {})
    }
    for (const sign of signs) addEventListener(sign, fetchAhead, { passive: true })
    return () => {
      for (const sign of signs) removeEventListener(sign, fetchAhead)
    }
  }, [client, locale])

  return locator && <TaskDrawer locator={locator} isOpen={isOpen} {...props} />
}

/** Until the dialog is modal, Escape is not its own: its code may still be on its way. */
function useEarlyEscape(isOpen: boolean, close: () => void) {
  useEffect(() => {
    if (!isOpen) return
    function closeEarly({ key }: KeyboardEvent) {
      if (key === 'Escape' && !document.querySelector('dialog:modal')) close()
    }
    addEventListener('keydown', closeEarly)
    return () => removeEventListener('keydown', closeEarly)
  }, [isOpen, close])
}
