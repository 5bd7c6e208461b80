'use client'

import { useTranslations } from 'next-intl'
import { Button, buttonLook } from '@/components/ui/button'
import { isRefusal } from '@/lib/http/problem'
import type { CompareSide } from '@/lib/tasks/compare/compare-search'
import type { TaskLocator } from '@/lib/tasks/task-locator'
import type { TimeZoneName } from '@/lib/tasks/task-search'
import { ProblemNotice } from '../problem-notice'
import type { OneTask } from '../use-one-task'
import { SideCard } from './side-card'

interface UnreadTaskProps {
  side: CompareSide
  locator: TaskLocator
  one: OneTask
  zone: TimeZoneName
  /** Where the same is compared with this side looked for by its job id alone. */
  withoutStart: string
}

/** A task that could not be read, or not yet: why, and the way on. */
export function UnreadTask({ side, locator, one: { failure, refetch }, zone, withoutStart }: UnreadTaskProps) {
  const t = useTranslations('drawer')
  const problems = useTranslations('problem')
  return (
    <SideCard side={side} locator={locator} task={null} zone={zone}>
      {failure ? (
        <ProblemNotice
          {...failure}
          actions={
            failure.kind === 'task-not-found' && locator.startedAt ? (
              <a className={buttonLook} href={withoutStart}>
                {t('searchWithoutStart')}
              </a>
            ) : (
              !isRefusal(failure.kind) && <Button onClick={refetch}>{problems('retry')}</Button>
            )
          }
        />
      ) : (
        <p role="status" className="text-ink-faint text-sm">
          {t('loading')}
        </p>
      )}
    </SideCard>
  )
}
