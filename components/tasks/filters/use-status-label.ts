import { useTranslations } from 'next-intl'
import type { StatusFilter } from '@/lib/tasks/task-search'

export function useStatusLabel(): (name: StatusFilter) => string {
  const statuses = useTranslations('taskStatus')
  const groups = useTranslations('statusGroup')
  return (name) => (name === 'active' || name === 'finished' ? groups(name) : statuses(name))
}
