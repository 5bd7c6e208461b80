'use client'

import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { problemKind } from '@/lib/http/problem'
import type { TasksPage } from '@/lib/tasks/tasks-page'
import { ProblemNotice } from '../problem-notice'
import type { TasksState } from './use-tasks'

/** All regions failed, and none has older rows to stand in. */
export function NothingRead({ page, tasks }: { page: TasksPage; tasks: TasksState }) {
  const t = useTranslations('problem')
  const { scopes } = page.coverage
  const problem = scopes.find((scope) => scope.problem !== null)?.problem ?? null
  return (
    <div className="flex-1 p-3">
      <ProblemNotice
        kind={problem ? problemKind(problem) : 'internal'}
        problem={problem}
        actions={<Button onClick={tasks.refresh}>{t('retry')}</Button>}
      />
    </div>
  )
}
