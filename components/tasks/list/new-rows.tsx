'use client'

import { useTranslations } from 'next-intl'
import { flushSync } from 'react-dom'
import { focusRowLink } from '@/components/data-table/data-table'
import type { TasksState } from './use-tasks'

/** What has come since, and waits until it is asked for: over the table's head, so that no row moves under a pointer. */
export function NewRows({ tasks }: { tasks: TasksState }) {
  const t = useTranslations('list')
  const { newCount, changed } = tasks
  if (newCount === 0 && !changed) return null

  function show(byKey: boolean) {
    flushSync(tasks.showNew)
    // A key would be left on a button that is gone; a pointer holds no rows by a focus that it has not set.
    const rows = byKey && document.querySelector('[data-rows]')
    if (rows) focusRowLink(rows, 1)
  }

  return (
    <div className="relative z-20 flex h-0 justify-center">
      <button
        type="button"
        className="mt-1 h-fit min-h-6 rounded-full bg-accent px-3 text-on-accent text-xs shadow-md"
        onClick={({ detail }) => show(detail === 0)}
      >
        {changed ? t('pageChanged') : t('newTasks', { count: newCount })} · {t('showNew')}
      </button>
    </div>
  )
}
