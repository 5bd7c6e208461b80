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
    <details
      // Whoever was quicker than the page's scripts has opened it already, and nobody heard.
      ref={(element) => {
        if (element?.open) setDrawn(true)
      }}
      className="group rounded-lg border border-line bg-surface text-xs"
      onToggle={() => setDrawn(true)}
    >
      <summary className="flex min-h-7 items-center gap-x-1.5 rounded-lg px-3 py-1 hover:bg-hover">
        <Icon name="chevron" className="-ml-1 size-3 -rotate-90 text-ink-faint group-open:rotate-0" />
        <Icon name="warning" className="size-3.5 text-negative" />
        <h2 className="min-w-0 font-medium md:shrink-0">{t('repeated', { count: failureKinds.repeated })}</h2>
        {/* Where it is narrow the rows come first, and this stands in the table. */}
        <span className="whitespace-nowrap text-ink-soft max-md:hidden">· {t('widest')}</span>
        <bdi className="min-w-0 truncate max-md:hidden">{visibleControls(first.headline)}</bdi>
        <span className="max-w-[45%] shrink-0 text-ink-soft max-md:hidden">{spreadOf(first)}</span>
        {!coverage.whole && <span className="text-pending max-sm:hidden">· {t('partShort')}</span>}
      </summary>
      {drawn && <FailuresTable {...props} />}
    </details>
  )
}
