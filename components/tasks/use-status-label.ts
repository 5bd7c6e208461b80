'use client'

import { useTranslations } from 'next-intl'
import type { StatusFilter } from '@/lib/tasks/task-search'

/** What a status, or a group of them, is called. */
export function useStatusLabel(): (name: StatusFilter | 'unknown') => string {
  const statuses = useTranslations('taskStatus')
  const groups = useTranslations('statusGroup')
  return (name) => (name === 'active' || name === 'finished' ? groups(name) : statuses(name))
}
