'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Icon } from '@/components/ui/icon'
import type { SavedView } from '@/lib/tasks/saved-views'
import type { ScopeName } from '@/lib/tasks/scope-choice'
import type { Task } from '@/lib/tasks/task'
import type { TaskSearch } from '@/lib/tasks/task-search'
import type { Facets, FailureGroup } from '@/lib/tasks/tasks-page'
import { SavedViews } from '../views/saved-views'
import { FilterPills } from './filter-pills'
import { FindBox } from './find-box'
import { RangeFilter } from './range-filter'
import { ScopeFilter } from './scope-filter'
import { TypeFilter } from './type-filter'
import { ZoneSelect } from './zone-select'

export interface FilterBarProps {
  search: TaskSearch
  /** All that the viewer may see. */
  scopes: ScopeName[]
  /** Null before anything was read. */
  facets: Facets | null
  failures: FailureGroup[]
  /** The rows on screen. */
  listed: Task[]
  /** The team's own. */
  views: SavedView[]
  navigate: (change: Partial<TaskSearch>) => void
  onOpen: (task: Task) => void
}

/** Every change goes to page 1: the page of another list means nothing. */
export function FilterBar({ search, scopes, facets, failures, listed, views, navigate, onOpen }: FilterBarProps) {
  const t = useTranslations('filters')
  const [unfolded, setUnfolded] = useState(false)
  const narrow = (change: Partial<TaskSearch>) => navigate({ page: 1, task: null, ...change })
  return (
    <search aria-label={t('heading')} className="relative space-y-2">
      <div className="flex flex-wrap items-start gap-x-3 gap-y-2">
        <SavedViews views={views} search={search} navigate={navigate} />
        <ScopeFilter scopes={scopes} search={search} facets={facets} onChange={narrow} />
        <Button className="min-h-8 self-end sm:hidden" aria-expanded={unfolded} onClick={() => setUnfolded(!unfolded)}>
          {t('heading')}
          <Icon name="chevron" className="size-3" />
        </Button>
        {/* Where it is narrow the rows come first. */}
        <div className={unfolded ? 'contents' : 'hidden sm:contents'}>
          <TypeFilter chosen={search.type} facets={facets} onChange={(type) => narrow({ type })} />
          <RangeFilter search={search} onChange={narrow} />
          <ZoneSelect zone={search.tz} onChange={(tz) => navigate({ tz })} />
        </div>
        <FindBox search={search} listed={listed} onFind={narrow} onOpen={onOpen} />
      </div>
      <FilterPills search={search} failures={failures} onChange={narrow} />
    </search>
  )
}
