'use client'

import { useTranslations } from 'next-intl'
import type { RefObject } from 'react'
import { useFormats } from '@/components/tasks/formats'
import { ColumnChooser } from '@/components/tasks/list/column-chooser'
import { CoverageLine } from '@/components/tasks/list/coverage-line'
import { Holding } from '@/components/tasks/list/holding'
import { ListSkeleton } from '@/components/tasks/list/list-skeleton'
import { LiveControls } from '@/components/tasks/list/live-controls'
import { NewRows } from '@/components/tasks/list/new-rows'
import { NothingRead } from '@/components/tasks/list/nothing-read'
import { StaleNotice } from '@/components/tasks/list/stale-notice'
import { missingScopes, standingOf } from '@/components/tasks/list/standing'
import { TasksTable } from '@/components/tasks/list/tasks-table'
import { type ScopeNames, useScopeNames } from '@/components/tasks/list/use-scope-names'
import type { TasksState } from '@/components/tasks/list/use-tasks'
import { useAddressOf } from '@/components/tasks/use-task-search'
import { lazily, lazilyInBrowser } from '@/components/ui/lazily'
import { wantsSignIn } from '@/lib/http/problem'
import { placesToAsk } from '@/lib/tasks/instance-places'
import { instanceAddress } from '@/lib/tasks/page-address'
import type { ScopeName } from '@/lib/tasks/scope-choice'
import type { Task } from '@/lib/tasks/task'
import { locatorOf, taskKey } from '@/lib/tasks/task-locator'
import type { TaskSearch } from '@/lib/tasks/task-search'
import type { TasksPage } from '@/lib/tasks/tasks-page'
import { LOOK_BACK_DAYS } from '@/lib/tasks/timeline-span'
import { InstanceProblem, NothingRan } from './instance-states'
import { Timeline } from './timeline'
import type { Ran } from './use-ran'

const ScopeNotices = lazily(() => import('@/components/tasks/list/scope-notices').then((module) => module.ScopeNotices))
const Unanswered = lazily(() => import('@/components/tasks/list/unanswered').then((module) => module.Unanswered))
const StillReading = lazily(() => import('@/components/tasks/list/unanswered').then((module) => module.StillReading))
const EventLane = lazilyInBrowser(() => import('./event-lane').then((module) => module.EventLane))
const EventsFold = lazilyInBrowser(() => import('./events-fold').then((module) => module.EventsFold))

/** Where the tasks are drawn, and how one is opened from there. */
interface Drawing {
  ref: RefObject<HTMLDivElement | null>
  onOpen: (task: Task) => void
}

interface InstanceBodyProps {
  instanceId: string
  search: TaskSearch
  scopes: ScopeName[]
  tasks: TasksState
  ran: Ran
  navigate: (change: Partial<TaskSearch>, mode?: 'push' | 'replace') => void
  timeline: Drawing
  table: Drawing
}

/** The card under the filters: how many ran, how much was read, the timeline, and the same tasks as rows. */
export function InstanceBody(props: InstanceBodyProps) {
  const { tasks, scopes } = props
  const severalAccounts = new Set(scopes.map(({ account }) => account)).size > 1
  const names = useScopeNames(severalAccounts)
  const { page, problem } = tasks
  return (
    <div className="flex flex-1 flex-col rounded-lg border border-line bg-surface">
      {page && <Head {...props} page={page} names={names} severalAccounts={severalAccounts} />}
      {problem && page && <StaleNotice tasks={tasks} />}
      {problem && !page && <InstanceProblem {...props} problem={problem} names={names} onRetry={tasks.refresh} />}
      {!problem && !page && <ListSkeleton />}
      {page && <Answered {...props} page={page} names={names} severalAccounts={severalAccounts} />}
    </div>
  )
}

interface AnsweredProps extends InstanceBodyProps {
  page: TasksPage
  names: ScopeNames
  severalAccounts: boolean
}

function Head({ tasks, ran, page, names, severalAccounts }: AnsweredProps) {
  const t = useTranslations('instance')
  const list = useTranslations('list')
  const { number } = useFormats()
  const count = ran.tasks.length
  const words = { count, formatted: number(count) }
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-1 border-line border-b px-3 py-1.5">
      {tasks.answer === 'rows' && (
        <p role="status" className="font-semibold text-sm">
          {missingScopes(page.coverage).length > 0 ? list('countAtLeast', words) : t('count', words)}
        </p>
      )}
      <p className="text-ink-faint text-xs">{t('lookBack', { days: LOOK_BACK_DAYS })}</p>
      <CoverageLine page={page} names={names} retry={tasks.retry} />
      <span className="ml-auto flex flex-wrap items-center gap-1">
        <LiveControls
          paused={tasks.paused}
          intervalSeconds={tasks.intervalSeconds}
          reading={page.coverage.scopes.some((scope) => standingOf(scope) === 'reading')}
          refreshing={tasks.refreshing}
          failing={tasks.failing}
          ended={wantsSignIn(tasks.problem?.kind ?? '')}
          onPause={tasks.setPaused}
          onRefresh={tasks.refresh}
        />
        <ColumnChooser severalAccounts={severalAccounts} />
      </span>
    </div>
  )
}

function Answered(props: AnsweredProps) {
  const { search, tasks, page, names, navigate } = props
  const { answer, retry } = tasks
  const questions = { page, search, names, navigate }
  if (answer === 'nothing') return <NothingRead page={page} tasks={tasks} />
  if (answer === 'unanswered') return <Unanswered {...questions} retry={retry} />
  return (
    <>
      <ScopeNotices {...questions} scopes={page.coverage.scopes} readAt={page.fetchedAt} retry={retry} />
      {answer === 'reading' ? (
        <StillReading {...questions} onResume={tasks.paused ? () => tasks.setPaused(false) : null} />
      ) : (
        <Drawn {...props} />
      )}
    </>
  )
}

function Drawn({
  instanceId,
  search,
  tasks,
  ran,
  page,
  names,
  severalAccounts,
  navigate,
  timeline,
  table,
}: AnsweredProps) {
  const t = useTranslations('instance')
  const { number } = useFormats()
  const addressOf = useAddressOf()
  const notRead = page.rowCount - page.tasks.length
  const { from, to } = instanceAddress(instanceId).defaults
  const { length } = ran.tasks
  const { span } = ran.shown
  const question = {
    instanceId,
    places: placesToAsk(page),
    from: search.from,
    to: search.to,
    paused: tasks.paused,
  }

  return (
    <>
      {notRead > 0 && (
        <p className="border-line border-b bg-pending-soft px-3 py-1 text-xs">
          {t('capped', { drawn: number(page.tasks.length), total: number(page.rowCount) })}
        </p>
      )}
      <NewRows tasks={tasks} />
      <Holding ref={null} onHeld={tasks.setHeld}>
        <div ref={timeline.ref}>
          <Timeline
            {...ran}
            selectedKey={search.task && taskKey(search.task)}
            addressOf={(task) => addressOf({ ...search, task: locatorOf(task) })}
            onOpen={timeline.onOpen}
            onReset={() => navigate({ from, to })}
            lane={(belowPx) => <EventLane question={question} span={span} belowPx={belowPx} />}
          />
        </div>
        <div className="min-h-9 border-line border-b">
          <EventsFold question={question} span={span} />
        </div>
        {length === 0 ? (
          <NothingRan search={search} page={page} names={names} navigate={navigate} />
        ) : (
          <div ref={table.ref} className="flex flex-1 flex-col">
            <TasksTable
              earlier={NONE}
              tasks={ran.tasks}
              search={search}
              caption={t('caption', { id: instanceId, count: number(length) })}
              readAt={tasks.readAt}
              busy={tasks.busy}
              severalAccounts={severalAccounts}
              sortable={missingScopes(page.coverage).length === 0}
              onSort={(sort) => navigate({ sort })}
              onOpen={table.onOpen}
            />
          </div>
        )}
      </Holding>
    </>
  )
}

/** What still runs from before stands among the others: the timeline shows when it began. */
const NONE: Task[] = []
