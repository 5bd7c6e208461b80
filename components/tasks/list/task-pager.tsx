'use client'

import { useTranslations } from 'next-intl'
import { buttonLook } from '@/components/ui/button'
import { Icon } from '@/components/ui/icon'
import { pageSizes, type TaskSearch } from '@/lib/tasks/task-search'
import { useFormats } from '../formats'
import { SearchLink } from './search-link'

interface TaskPagerProps {
  search: TaskSearch
  rowCount: number
  /** Rows of a part: there may be more. */
  partial: boolean
  navigate: (change: Partial<TaskSearch>) => void
}

export function TaskPager({ search, rowCount, partial, navigate }: TaskPagerProps) {
  const t = useTranslations('list')
  const { number } = useFormats()
  const { page, size } = search
  const pages = Math.max(1, Math.ceil(rowCount / size))
  const first = (page - 1) * size + 1
  const last = Math.min(rowCount, page * size)

  return (
    <nav
      aria-label={t('page', { page: number(page), pages: number(pages) })}
      className="flex flex-wrap items-center gap-x-4 gap-y-2 text-sm"
    >
      <span className="text-ink-soft">
        {first <= rowCount &&
          t(partial ? 'rowsRead' : 'rows', { first: number(first), last: number(last), total: number(rowCount) })}
      </span>
      <label className="flex items-center gap-1.5 text-ink-soft">
        {t('size')}
        <select
          className={buttonLook}
          value={size}
          onChange={(event) => navigate({ size: Number(event.target.value), page: 1 })}
        >
          {pageSizes.map((option) => (
            <option key={option}>{option}</option>
          ))}
        </select>
      </label>
      <span className="ml-auto flex items-center gap-2">
        <PageLink
          search={search}
          to={Math.min(page - 1, pages)}
          possible={page > 1}
          label={t('previous')}
          icon="left"
          navigate={navigate}
        />
        <span>{t('page', { page: number(page), pages: number(pages) })}</span>
        <PageLink
          search={search}
          to={page + 1}
          possible={page < pages}
          label={t('next')}
          icon="right"
          navigate={navigate}
        />
      </span>
    </nav>
  )
}

interface PageLinkProps {
  search: TaskSearch
  to: number
  possible: boolean
  label: string
  icon: 'left' | 'right'
  navigate: (change: Partial<TaskSearch>) => void
}

function PageLink({ search, to, possible, label, icon, navigate }: PageLinkProps) {
  if (!possible) {
    return (
      <span className={`${buttonLook} opacity-40`} aria-hidden="true">
        <Icon name={icon} />
      </span>
    )
  }
  return (
    <SearchLink className={buttonLook} search={search} change={{ page: to }} navigate={navigate} aria-label={label}>
      <Icon name={icon} />
    </SearchLink>
  )
}
