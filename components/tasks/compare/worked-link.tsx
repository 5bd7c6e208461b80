'use client'

import { useTranslations } from 'next-intl'
import { buttonLook } from '@/components/ui/button'
import { compareAddress } from '@/lib/tasks/compare/compare-search'
import type { Task } from '@/lib/tasks/task'
import { locatorOf } from '@/lib/tasks/task-locator'
import type { TimeZoneName } from '@/lib/tasks/task-search'
import type { Details } from '../details/use-details'

interface WorkedLinkProps {
  task: Task
  details: Details
  zone: TimeZoneName
  /** The key of the task that it stands beside already. */
  beside: string | null
}

/** For a task that failed: the same kind of task on the same instance, when it last succeeded. */
export function WorkedLink({ task, details, zone, beside }: WorkedLinkProps) {
  const t = useTranslations('compare')
  const worked = details.of('instance-tasks')?.data?.tasks.find(({ relation }) => relation === 'worked')
  if (task.status !== 'failed' || !worked || worked.key === beside) return null
  return (
    <p className="print:hidden">
      <a className={buttonLook} href={compareAddress(locatorOf(worked), locatorOf(task), zone)}>
        {t('withWorked')}
      </a>
    </p>
  )
}
