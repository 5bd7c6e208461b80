'use client'

import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { Callout } from '@/components/ui/callout'
import { SearchProblemList } from './search-problem-list'
import type { TaskSearchState } from './use-task-search'

/** What of the address was not understood, and a way to an address without it. */
export function IgnoredNotice({ problems, navigate }: Pick<TaskSearchState, 'problems' | 'navigate'>) {
  const t = useTranslations('notice')
  if (problems.length === 0) return null
  return (
    <Callout
      role="alert"
      tone="pending"
      title={t('title')}
      actions={<Button onClick={() => navigate({}, 'replace')}>{t('fix')}</Button>}
    >
      <SearchProblemList problems={problems} />
      <p>{t('ignored')}</p>
    </Callout>
  )
}
