'use client'

import { useTranslations } from 'next-intl'
import { buttonLook } from '@/components/ui/button'
import { Callout } from '@/components/ui/callout'
import { formatPageAddress, latestAddress } from '@/lib/tasks/page-address'
import type { SearchProblem, TaskSearch } from '@/lib/tasks/task-search'
import { SearchProblemList } from '../search-problem-list'
import { LatestFrame } from './latest-frame'

/** What was not understood may have meant another task: none is opened. */
export function LatestRefused({ search, problems }: { search: TaskSearch; problems: SearchProblem[] }) {
  const t = useTranslations('latest')
  const notice = useTranslations('notice')
  return (
    <LatestFrame search={search}>
      <Callout
        role="alert"
        tone="pending"
        title={notice('title')}
        actions={
          <a className={buttonLook} href={formatPageAddress(search, latestAddress)}>
            {notice('fix')}
          </a>
        }
      >
        <SearchProblemList problems={problems} />
        <p>{t('refused')}</p>
      </Callout>
    </LatestFrame>
  )
}
