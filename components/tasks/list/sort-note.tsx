'use client'

import { useTranslations } from 'next-intl'
import type { TaskSearch } from '@/lib/tasks/task-search'
import type { Coverage } from '@/lib/tasks/tasks-page'
import { useFormats } from '../formats'
import { heldFrom, whyUnsorted } from './answer'
import { SearchLink } from './search-link'
import type { ScopeNames } from './use-scope-names'

interface SortNoteProps {
  coverage: Coverage
  search: TaskSearch
  names: ScopeNames
  navigate: (change: Partial<TaskSearch>) => void
}

/** Why the heads of the columns do not sort. */
export function SortNote({ coverage, search, names, navigate }: SortNoteProps) {
  const t = useTranslations('list')
  const { number } = useFormats()
  const unsorted = whyUnsorted(coverage)
  if (!unsorted) return null
  const { why, scopes } = unsorted
  const from = why === 'capped' ? heldFrom(scopes) : null
  return (
    <p className="text-ink-soft text-xs">
      {t(`unsorted.${why}`, {
        count: scopes.length,
        scopes: names.few(scopes),
        held: number(scopes.reduce((sum, { rowsFetched }) => sum + rowsFetched, 0)),
        total: number(scopes.reduce((sum, { rowsTotal }) => sum + (rowsTotal ?? 0), 0)),
      })}
      {from !== null && (
        <>
          {' '}
          <SearchLink
            className="text-accent underline underline-offset-2"
            search={search}
            change={{ from, page: 1 }}
            navigate={navigate}
          >
            {t('narrowToHeld')}
          </SearchLink>
        </>
      )}
    </p>
  )
}
