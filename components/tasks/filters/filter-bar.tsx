'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Icon } from '@/components/ui/icon'
import type { ScopeName } from '@/lib/tasks/opened-scope'
import type { Task } from '@/lib/tasks/task'
import type { TaskSearch } from '@/lib/tasks/task-search'
import { FilterPills } from './filter-pills'
import { FindBox } from './find-box'
import { RangeFilter } from './range-filter'
import { ScopeSelect } from './scope-select'
import { StatusFilter } from './status-filter'
import { TypeFilter } from './type-filter'
import { ZoneSelect } from './zone-select'

export interface FilterBarProps {
  search: TaskSearch
  scopes: ScopeName[]
  scope: ScopeName
  listed: Task[]
  navigate: (change: Partial<TaskSearch>) => void
  onOpen: (task: Task) => void
}

/** Every change goes to page 1: the page of another list means nothing. */
export function FilterBar({ search, scopes, scope, listed, navigate, onOpen }: FilterBarProps) {
  const t = useTranslations('filters')
  const [unfolded, setUnfolded] = useState(false)
  const narrow = (change: Partial<TaskSearch>) => navigate({ page: 1, task: null, ...change })
  return (
    <search aria-label={t('heading')} className="space-y-2">
      <div className="flex flex-wrap items-start gap-x-3 gap-y-2">
        <ScopeSelect
          scopes={scopes}
          scope={scope}
          onChange={({ account, region }) =>
            narrow({ account: scopes.some((other) => other.account !== account) ? [account] : [], region: [region] })
          }
        />
        <FindBox listed={listed} onFind={narrow} onOpen={onOpen} />
        <Button className="min-h-8 self-end sm:hidden" aria-expanded={unfolded} onClick={() => setUnfolded(!unfolded)}>
          {t('heading')}
          <Icon name="chevron" className="size-3" />
        </Button>
        {/* Where it is narrow the rows come first. */}
        <div className={unfolded ? 'contents' : 'hidden sm:contents'}>
          <RangeFilter search={search} onChange={narrow} />
          <StatusFilter chosen={search.status} onChange={(status) => narrow({ status })} />
          <TypeFilter chosen={search.type} onChange={(type) => narrow({ type })} />
          <ZoneSelect zone={search.tz} onChange={(tz) => navigate({ tz })} />
        </div>
      </div>
      <FilterPills search={search} onChange={narrow} />
    </search>
  )
}
