'use client'

import { useFormatter, useTranslations } from 'next-intl'
import type { ScopeName } from '@/lib/tasks/scope-choice'
import { useFormats } from '../formats'

/** As many as a line can name. */
const NAMED = 3

/** How scopes are called: by their region, and by their account too where there are several. */
export function useScopeNames(severalAccounts: boolean) {
  const t = useTranslations('coverage')
  const format = useFormatter()
  const { region } = useFormats()
  const one = (scope: ScopeName) =>
    severalAccounts ? `${scope.account} · ${region(scope.region)}` : region(scope.region)
  const some = (names: string[]) =>
    names.length <= NAMED ? format.list(names, { type: 'conjunction' }) : t('regions', { count: names.length })
  function counted(scopes: ScopeName[]) {
    const accounts = new Set(scopes.map(({ account }) => account)).size
    const regions = t('regions', { count: scopes.length })
    return accounts > 1 ? t('ofAccounts', { regions, count: accounts }) : regions
  }
  return {
    one,
    counted,
    few: (scopes: ScopeName[]) => some(scopes.map(one)),
    fewRegions: (regions: string[]) => some(regions.map(region)),
    /** One goes by its name, several by their number. */
    all(scopes: ScopeName[]) {
      const [first] = scopes
      return first && scopes.length === 1 ? one(first) : counted(scopes)
    },
  }
}

export type ScopeNames = ReturnType<typeof useScopeNames>
