'use client'

import { useTranslations } from 'next-intl'
import { lazilyInBrowser } from '@/components/ui/lazily'
import { builtInViews, isOfView, type SavedView } from '@/lib/tasks/saved-views'
import type { TaskSearch } from '@/lib/tasks/task-search'
import { MenuFilter } from '../filters/menu-filter'

const ViewList = lazilyInBrowser(() => import('./view-list').then((module) => module.ViewList))

interface SavedViewsProps {
  /** The team's own; those that every installation has stand before them. */
  views: SavedView[]
  search: TaskSearch
  navigate: (change: TaskSearch) => void
}

/** Lists that somebody comes back to. */
export function SavedViews({ views, search, navigate }: SavedViewsProps) {
  const t = useTranslations('views')
  const builtIn = builtInViews.map(({ key, query }) => ({ name: t(key), query }))
  const current = [...builtIn, ...views].find(({ query }) => isOfView(query, search)) ?? null

  return (
    <MenuFilter label={t('view')} value={current?.name ?? t('none')}>
      <nav aria-label={t('views')} className="min-w-44 space-y-2">
        <ViewList views={builtIn} current={current} search={search} navigate={navigate} />
        {views.length > 0 && (
          <div>
            <h2 className="mb-0.5 text-ink-faint text-xs">{t('own')}</h2>
            <ViewList views={views} current={current} search={search} navigate={navigate} />
          </div>
        )}
      </nav>
    </MenuFilter>
  )
}
