'use client'

import { useTranslations } from 'next-intl'
import { lazilyInBrowser } from '@/components/ui/lazily'
import { offeredAccounts, offeredRegions, type ScopeName } from '@/lib/tasks/scope-choice'
import type { TaskSearch } from '@/lib/tasks/task-search'
import type { Facets } from '@/lib/tasks/tasks-page'
import { useFormats } from '../formats'
import { MenuFilter } from './menu-filter'

const ScopePanel = lazilyInBrowser(() => import('./scope-panel').then((module) => module.ScopePanel))

export interface ScopeFilterProps {
  scopes: ScopeName[]
  search: TaskSearch
  facets: Facets | null
  onChange: (change: Pick<TaskSearch, 'account' | 'region'>) => void
}

/** Which accounts and regions are asked. Nothing chosen is all of them. */
export function ScopeFilter(props: ScopeFilterProps) {
  const t = useTranslations('filters')
  const summary = useScopeSummary(props)
  const several = offeredAccounts(props.scopes, props.search).length > 1
  return (
    <MenuFilter label={several ? t('accountAndRegion') : t('region')} value={summary}>
      <ScopePanel {...props} />
    </MenuFilter>
  )
}

function useScopeSummary({ scopes, search }: ScopeFilterProps): string {
  const t = useTranslations('filters')
  const formats = useFormats()
  const regions = offeredRegions(scopes, search)
  const [account] = search.account
  const [region = regions.length === 1 ? regions[0] : undefined] = search.region

  const ofAccounts = search.account.length > 1 ? t('accountCount', { count: search.account.length }) : account
  const ofRegions =
    search.region.length > 1
      ? t('regionsOf', { count: search.region.length, total: regions.length })
      : region
        ? formats.region(region)
        : t('allRegions')
  return ofAccounts ? `${ofAccounts} · ${ofRegions}` : ofRegions
}
