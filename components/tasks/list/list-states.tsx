'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Button } from '@/components/ui/button'
import { isFiltered, type TaskSearch, withoutFilters } from '@/lib/tasks/task-search'
import { useFormats } from '../formats'

interface EmptyListProps {
  search: TaskSearch
  scope: string
  rowCount: number
  navigate: (change: Partial<TaskSearch>) => void
}

/** No rows, and why: nothing started, nothing matches, or the page is past the end. */
export function EmptyList({ search, scope, rowCount, navigate }: EmptyListProps) {
  const t = useTranslations('list')
  const { number } = useFormats()
  const filtered = isFiltered(search)

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
  return (
    <Blank
      title={filtered ? t('emptyFilteredTitle') : t('emptyTitle')}
      body={filtered ? t('emptyFilteredBody', { scope }) : t('emptyBody', { scope })}
    >
      {filtered && <Button onClick={() => navigate(withoutFilters(search))}>{t('dropFilters')}</Button>}
      {(['-7d', '-30d', 'all'] as const).map((from) => (
        <Button key={from} onClick={() => navigate({ from, to: null, page: 1 })}>
          {t(WIDEN[from])}
        </Button>
      ))}
    </Blank>
  )
}

const WIDEN = { '-7d': 'widen7d', '-30d': 'widen30d', all: 'widenAll' } as const

function Blank({ title, body, children }: { title: string; body: string; children: ReactNode }) {
  return (
    <div className="flex min-h-64 flex-1 flex-col items-center justify-center gap-3 bg-surface px-4 py-12 text-center">
      <p className="font-semibold">{title}</p>
      <p className="max-w-prose text-ink-soft text-sm">{body}</p>
      <div className="flex flex-wrap justify-center gap-2">{children}</div>
    </div>
  )
}

/** Only before anything was ever shown. */
export function ListSkeleton() {
  const t = useTranslations('list')
  return (
    <div className="min-h-64 flex-1 bg-surface p-3" role="status">
      <span className="sr-only">{t('loading')}</span>
      {SKELETON_ROWS.map((row) => (
        <div key={row} className="flex gap-4 border-line border-b py-3" aria-hidden="true">
          <span className="h-4 w-20 rounded bg-neutral-soft motion-safe:animate-pulse" />
          <span className="h-4 w-32 rounded bg-neutral-soft motion-safe:animate-pulse" />
          <span className="h-4 flex-1 rounded bg-neutral-soft motion-safe:animate-pulse" />
          <span className="h-4 w-36 rounded bg-neutral-soft motion-safe:animate-pulse" />
        </div>
      ))}
    </div>
  )
}

const SKELETON_ROWS = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j']
