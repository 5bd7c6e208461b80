'use client'

import { useTranslations } from 'next-intl'
import { Button, buttonLook } from '@/components/ui/button'
import { Callout } from '@/components/ui/callout'
import { Icon } from '@/components/ui/icon'
import { isRefusal, type Problem } from '@/lib/http/problem'
import { type TaskLocator, taskPermalink } from '@/lib/tasks/task-locator'
import { defaultTaskSearch, type TimeZoneName } from '@/lib/tasks/task-search'
import { TaskDetails } from './drawer/task-details'
import { useTaskTitle } from './drawer/use-task-title'
import { FormatsProvider } from './formats'
import { ProblemNotice } from './problem-notice'
import { SearchProblemList } from './search-problem-list'
import { useOneTask } from './use-one-task'
import { addressOf } from './use-task-search'
import { useZone } from './use-zone'

interface TaskPageProps {
  locator: TaskLocator
  zone: TimeZoneName
  /** What of the address was not understood and is left out. */
  refused: Problem | null
  firstProblem: Problem | null
  readAt: string
}

export function TaskPage({ zone, ...props }: TaskPageProps) {
  return (
    <FormatsProvider zone={useZone(zone)}>
      <View {...props} />
    </FormatsProvider>
  )
}

function View({ locator, refused, firstProblem, readAt: firstReadAt }: Omit<TaskPageProps, 'zone'>) {
  const t = useTranslations('drawer')
  const problems = useTranslations('problem')
  const notice = useTranslations('notice')
  const { task, requestId, failure, refetch, readAt } = useOneTask(locator, firstProblem, firstReadAt)
  const title = useTaskTitle(task, locator)

  return (
    <main id="tasks" className="mx-auto w-full max-w-3xl flex-1 px-4 py-5">
      <p className="mb-3 text-sm">
        <a
          className="inline-flex min-h-6 items-center gap-1 text-accent underline-offset-2 hover:underline"
          href={addressOf({ ...defaultTaskSearch, region: [locator.region] })}
        >
          <Icon name="left" className="size-3" />
          {t('back')}
        </a>
      </p>
      <div className="rounded-lg border border-line bg-surface p-5">
        <h1 className="mb-3 break-words font-semibold text-lg">
          <bdi>{title}</bdi>
        </h1>
        {refused && (
          <div className="mb-4">
            <Callout
              role="alert"
              tone="pending"
              title={notice('title')}
              actions={
                <a className={buttonLook} href={taskPermalink(locator)}>
                  {notice('fix')}
                </a>
              }
            >
              <SearchProblemList problems={refused.parameters ?? []} />
            </Callout>
          </div>
        )}
        {failure && (
          <ProblemNotice
            {...failure}
            actions={
              failure.kind === 'task-not-found' && locator.startedAt ? (
                <a className={buttonLook} href={taskPermalink({ ...locator, startedAt: null })}>
                  {t('searchWithoutStart')}
                </a>
              ) : (
                !isRefusal(failure.kind) && <Button onClick={refetch}>{problems('retry')}</Button>
              )
            }
          />
        )}
        {task && <TaskDetails task={task} readAt={readAt} requestId={requestId} />}
      </div>
    </main>
  )
}
