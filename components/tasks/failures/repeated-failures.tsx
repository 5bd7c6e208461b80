'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Icon } from '@/components/ui/icon'
import { lazilyInBrowser } from '@/components/ui/lazily'
import { visibleControls } from '@/components/ui/long-text'
import type { TaskSearch } from '@/lib/tasks/task-search'
import type { TasksPage } from '@/lib/tasks/tasks-page'
import { useFailureWords } from './use-failure-words'

const FailuresTable = lazilyInBrowser(() => import('./failures-table').then((module) => module.FailuresTable))

export interface RepeatedFailuresProps {
  page: Pick<TasksPage, 'failures' | 'failureKinds' | 'coverage' | 'fetchedAt'>
  search: TaskSearch
  navigate: (change: Partial<TaskSearch>) => void
}

/** What failed alike more than once, as a line that unfolds; nothing where nothing did. */
export function RepeatedFailures(props: RepeatedFailuresProps) {
  const t = useTranslations('failures')
  const { failures, failureKinds, coverage, fetchedAt } = props.page
  const spreadOf = useFailureWords(fetchedAt)
  const [drawn, setDrawn] = useState(false)
  const [first] = failures
  if (!first || failureKinds.repeated === 0) return null
  return (
    <details className="group rounded-lg border border-line bg-surface text-xs" onToggle={() => setDrawn(true)}>
      <summary className="flex min-h-7 flex-wrap items-center gap-x-1.5 rounded-lg px-3 py-1 hover:bg-hover sm:flex-nowrap">
        <Icon name="chevron" className="-ml-1 size-3 -rotate-90 text-ink-faint group-open:rotate-0" />
        <Icon name="warning" className="size-3.5 text-negative" />
        <h2 className="whitespace-nowrap font-medium">{t('repeated', { count: failureKinds.repeated })}</h2>
        <span className="text-ink-soft max-sm:basis-full sm:whitespace-nowrap">
          {coverage.whole ? t('widest') : `${t('part')} ${t('widest')}`}
        </span>
        <bdi className="min-w-0 truncate max-sm:basis-full">{visibleControls(first.headline)}</bdi>
        <span className="text-ink-soft sm:whitespace-nowrap">{spreadOf(first)}</span>
      </summary>
      {drawn && <FailuresTable {...props} />}
    </details>
  )
}
