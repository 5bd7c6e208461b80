'use client'

import { useTranslations } from 'next-intl'
import type { RefObject } from 'react'
import { useFormats } from '@/components/tasks/formats'
import { ColumnChooser } from '@/components/tasks/list/column-chooser'
import { Holding } from '@/components/tasks/list/holding'
import { ListSkeleton } from '@/components/tasks/list/list-states'
import { LiveControls } from '@/components/tasks/list/live-controls'
import { StaleNotice } from '@/components/tasks/list/stale-notice'
import { TasksTable } from '@/components/tasks/list/tasks-table'
import type { TasksState } from '@/components/tasks/list/use-tasks'
import { useAddressOf } from '@/components/tasks/use-task-search'
import type { ScopeName } from '@/lib/tasks/opened-scope'
import { instanceAddress } from '@/lib/tasks/page-address'
import type { Task } from '@/lib/tasks/task'
import { locatorOf, taskKey } from '@/lib/tasks/task-locator'
import type { TaskSearch } from '@/lib/tasks/task-search'
import type { TasksPage } from '@/lib/tasks/tasks-page'
import { LOOK_BACK_DAYS } from '@/lib/tasks/timeline-span'
import { InstanceProblem, NothingRan } from './instance-states'
import { Timeline } from './timeline'
import type { Ran } from './use-ran'

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

/** The card under the filters: how many ran, the timeline, and the same tasks as rows. */
export function InstanceBody(props: InstanceBodyProps) {
  const { tasks, navigate, scopes, search } = props
  const t = useTranslations('instance')
  const list = useTranslations('list')
  const { page, problem } = tasks

  return (
    <div className="flex flex-1 flex-col rounded-lg border border-line bg-surface">
      {problem && page && <StaleNotice tasks={tasks} />}
      {tasks.newCount > 0 && (
        <div className="flex justify-center border-line border-b bg-accent-soft py-1">
          <button
            type="button"
            className="min-h-6 rounded-full bg-accent px-3 text-on-accent text-xs"
            onClick={tasks.showNew}
          >
            {list('newTasks', { count: tasks.newCount })} · {list('showNew')}
          </button>
        </div>
      )}
      {problem && !page && (
        <InstanceProblem
          problem={problem}
          search={search}
          scopes={scopes}
          instanceId={props.instanceId}
          onRetry={tasks.refresh}
          navigate={navigate}
        />
      )}
      {!problem && !page && (
        <>
          <span className="sr-only">{t('asking', { count: scopes.length })}</span>
          <ListSkeleton />
        </>
      )}
      {page && <Drawn {...props} page={page} />}
    </div>
  )
}

function Drawn({
  instanceId,
  search,
  tasks,
  ran,
  page,
  navigate,
  timeline,
  table,
}: InstanceBodyProps & { page: TasksPage }) {
  const t = useTranslations('instance')
  const { number } = useFormats()
  const addressOf = useAddressOf()
  const notRead = page.rowCount - page.tasks.length
  const { from, to } = instanceAddress(instanceId).defaults
  const count = number(ran.tasks.length)

  return (
    <>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1 border-line border-b px-3 py-1.5">
        <p role="status" className="font-semibold text-sm">
          {t('count', { count: ran.tasks.length, formatted: count })}
        </p>
        <p className="text-ink-faint text-xs">{t('lookBack', { days: LOOK_BACK_DAYS })}</p>
        <span className="ml-auto flex flex-wrap items-center gap-1">
          <LiveControls
            paused={tasks.paused}
            intervalSeconds={tasks.intervalSeconds}
            refreshing={tasks.refreshing}
            onPause={tasks.setPaused}
            onRefresh={tasks.refresh}
          />
          <ColumnChooser />
        </span>
      </div>
      {notRead > 0 && (
        <p className="border-line border-b bg-pending-soft px-3 py-1 text-xs">
          {t('capped', { drawn: number(page.tasks.length), total: number(page.rowCount) })}
        </p>
      )}
      <Holding ref={null} onHeld={tasks.setHeld}>
        <div ref={timeline.ref}>
          <Timeline
            {...ran}
            selectedKey={search.task && taskKey(search.task)}
            addressOf={(task) => addressOf({ ...search, task: locatorOf(task) })}
            onOpen={timeline.onOpen}
            onReset={() => navigate({ from, to })}
          />
        </div>
        {ran.tasks.length === 0 ? (
          <NothingRan search={search} whole={page.coverage.whole} navigate={navigate} />
        ) : (
          <div ref={table.ref} className="flex flex-1 flex-col">
            <TasksTable
              tasks={ran.tasks}
              search={search}
              caption={t('caption', { id: instanceId, count })}
              readAt={tasks.readAt}
              busy={tasks.busy}
              sortRefusal={page.coverage.whole ? null : t('sortOff')}
              onSort={(sort) => navigate({ sort })}
              onOpen={table.onOpen}
            />
          </div>
        )}
      </Holding>
    </>
  )
}
