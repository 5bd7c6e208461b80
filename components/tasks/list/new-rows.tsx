'use client'

import { useTranslations } from 'next-intl'
import type { TasksState } from './use-tasks'

/** What has come since, and waits until it is asked for. */
export function NewRows({ tasks }: { tasks: TasksState }) {
  const t = useTranslations('list')
  const { newCount, changed } = tasks
  if (newCount === 0 && !changed) return null
  return (
    <div className="flex justify-center border-line border-b bg-accent-soft py-1">
      <button
        type="button"
        className="min-h-6 rounded-full bg-accent px-3 text-on-accent text-xs"
        onClick={tasks.showNew}
      >
        {changed ? t('pageChanged') : t('newTasks', { count: newCount })} · {t('showNew')}
      </button>
    </div>
  )
}
