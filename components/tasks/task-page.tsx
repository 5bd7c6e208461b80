'use client'

import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { Button, buttonLook } from '@/components/ui/button'
import { Callout } from '@/components/ui/callout'
import { Icon } from '@/components/ui/icon'
import { FetchProblem } from '@/lib/http/fetch-json'
import { isRefusal, type Problem, problemKind } from '@/lib/http/problem'
import { taskQuery } from '@/lib/query/tasks-query'
import { REFRESH_MS } from '@/lib/tasks/refresh-interval'
import { type TaskLocator, taskPermalink } from '@/lib/tasks/task-locator'
import { defaultTaskSearch, type TimeZoneName } from '@/lib/tasks/task-search'
import { isActive } from '@/lib/tasks/task-status'
import { TaskDetails } from './drawer/task-details'
import { useTaskTitle } from './drawer/use-task-title'
import { FormatsProvider } from './formats'
import { ProblemNotice } from './problem-notice'
import { SearchProblemList } from './search-problem-list'
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

function View({ locator, refused, firstProblem, readAt }: Omit<TaskPageProps, 'zone'>) {
  const t = useTranslations('drawer')
  const problems = useTranslations('problem')
  const notice = useTranslations('notice')
  const { data, error, refetch, dataUpdatedAt } = useQuery({
    ...taskQuery(locator),
    enabled: firstProblem === null,
    refetchOnMount: false,
    refetchInterval: ({ state }) => (state.data && isActive(state.data.task.status) ? REFRESH_MS : false),
  })
  const title = useTaskTitle(data?.task ?? null, locator)
  const failure =
    error instanceof FetchProblem
      ? error
      : firstProblem && !data
        ? { kind: problemKind(firstProblem), problem: firstProblem }
        : null

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
                !isRefusal(failure.kind) && <Button onClick={() => void refetch()}>{problems('retry')}</Button>
              )
            }
          />
        )}
        {data && (
          <TaskDetails
            task={data.task}
            readAt={dataUpdatedAt ? new Date(dataUpdatedAt).toISOString() : readAt}
            requestId={null}
          />
        )}
      </div>
    </main>
  )
}
