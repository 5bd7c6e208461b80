'use client'

import { useTranslations } from 'next-intl'
import { isStatusGroup, type StatusFilter } from '@/lib/tasks/task-status'

/** What a status, or a group of them, is called. */
export function useStatusLabel(): (name: StatusFilter) => string {
  const statuses = useTranslations('taskStatus')
  const groups = useTranslations('statusGroup')
  return (name) => (isStatusGroup(name) ? groups(name) : statuses(name))
}
