'use client'

import { useTranslations } from 'next-intl'
import { buttonLook } from '@/components/ui/button'
import type { ScopeName } from '@/lib/tasks/scope-choice'
import type { TaskSearch } from '@/lib/tasks/task-search'
import { SearchLink } from './search-link'
import type { ScopeNames } from './use-scope-names'
import { withoutScopes } from './without-scopes'

interface WithoutLinkProps {
  words: 'without' | 'answerWithout'
  scopes: ScopeName[]
  unwanted: ScopeName[]
  search: TaskSearch
  names: ScopeNames
  navigate: (change: Partial<TaskSearch>) => void
}

/** Out of the dead end: the same search of the regions that did answer. */
export function WithoutLink({ words, scopes, unwanted, search, names, navigate }: WithoutLinkProps) {
  const t = useTranslations('coverage')
  const narrowed = withoutScopes(search, scopes, unwanted)
  if (!narrowed) return null
  const { by, leftOut } = narrowed
  return (
    <SearchLink className={buttonLook} search={search} change={{ ...narrowed.change, page: 1 }} navigate={navigate}>
      {t(words, {
        scopes: by === 'region' ? names.fewRegions(leftOut) : t('accounts', { names: leftOut.join(', ') }),
      })}
    </SearchLink>
  )
}
