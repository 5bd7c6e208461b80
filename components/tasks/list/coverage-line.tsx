'use client'

import { useTranslations } from 'next-intl'
import type { TasksPage } from '@/lib/tasks/tasks-page'
import { useFormats } from '../formats'
import { useAge } from './use-age'

/** How much of the truth the rows stand on; always in sight. */
export function CoverageLine({ page }: { page: TasksPage }) {
  const t = useTranslations('coverage')
  const list = useTranslations('list')
  const { number, duration } = useFormats()
  const age = useAge(page.fetchedAt)
  const { scopes, whole } = page.coverage
  const fetched = scopes.reduce((sum, scope) => sum + scope.rowsFetched, 0)
  const total = scopes.reduce((sum, scope) => sum + (scope.rowsTotal ?? 0), 0)
  const answered = scopes.filter((scope) => scope.state !== 'failed').length

  return (
    <p className="flex flex-wrap gap-x-2 text-ink-faint text-xs">
      <span>{t('regions', { complete: number(answered), total: scopes.length })}</span>
      <span aria-hidden="true">·</span>
      <span>{t('tasks', { fetched: number(fetched), total: number(total) })}</span>
      <span aria-hidden="true">·</span>
      <span>{age < 2 ? t('now') : t('age', { age: duration(age) })}</span>
      <span aria-hidden="true">·</span>
      <span>{whole ? list('orderRequested') : list('orderService')}</span>
    </p>
  )
}
