'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Button } from '@/components/ui/button'
import { isFiltered, type TaskSearch, withoutFilters } from '@/lib/tasks/task-search'
import type { TasksPage } from '@/lib/tasks/tasks-page'
import { useFormats } from '../formats'
import { missingScopes, standingOf } from './standing'
import type { ScopeNames } from './use-scope-names'
import { widerRanges } from './wider-ranges'

interface EmptyListProps {
  search: TaskSearch
  page: TasksPage
  names: ScopeNames
  /** The search leaves out some region that the reader may see. */
  narrowed: boolean
  navigate: (change: Partial<TaskSearch>) => void
}

/** No rows, and why: nothing started, nothing matches, not all was read, or the page is past the end. */
export function EmptyList({ search, page, names, narrowed, navigate }: EmptyListProps) {
  const t = useTranslations('list')
  const { number } = useFormats()
  const { rowCount, coverage } = page
  const missing = missingScopes(coverage)
  const filtered = isFiltered(search)

  if (missing.some((scope) => standingOf(scope) === 'reading')) {
    return <Blank title={t('emptyReadingTitle')} body={t('emptyReadingBody')} />
  }
  if (rowCount > 0) {
    return (
      <Blank
        title={t('emptyPageTitle')}
        body={t('emptyPageBody', { total: number(rowCount), page: number(search.page) })}
      >
        <Button onClick={() => navigate({ page: 1 })}>{t('firstPage')}</Button>
      </Blank>
    )
  }
  const body = filtered ? 'emptyFilteredBody' : 'emptyBody'
  return (
    <Blank
      title={missing.length > 0 ? t('emptyPartTitle') : filtered ? t('emptyFilteredTitle') : t('emptyTitle')}
      body={
        missing.length > 0
          ? t('emptyPartBody', { missing: names.few(missing) })
          : t(body, { scope: names.all(coverage.scopes) })
      }
    >
      {filtered && <Button onClick={() => navigate(withoutFilters(search))}>{t('dropFilters')}</Button>}
      {narrowed && <Button onClick={() => navigate({ account: [], region: [], page: 1 })}>{t('everyRegion')}</Button>}
      {widerRanges(search, page.fetchedAt).map((from) => (
        <Button key={from} onClick={() => navigate({ from, to: null, page: 1 })}>
          {t(WIDEN[from])}
        </Button>
      ))}
    </Blank>
  )
}

const WIDEN = { '-7d': 'widen7d', '-30d': 'widen30d', all: 'widenAll' } as const

function Blank({ title, body, children }: { title: string; body: string; children?: ReactNode }) {
  return (
    <div className="flex min-h-64 flex-1 flex-col items-center justify-center gap-3 bg-surface px-4 py-12 text-center">
      <p className="font-semibold">{title}</p>
      <p className="max-w-prose text-ink-soft text-sm">{body}</p>
      <div className="flex flex-wrap justify-center gap-2">{children}</div>
    </div>
  )
}
