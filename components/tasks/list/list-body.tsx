'use client'

import { useTranslations } from 'next-intl'
import { type Ref, useRef } from 'react'
import { Button } from '@/components/ui/button'
import { Callout } from '@/components/ui/callout'
import { isRefusal } from '@/lib/http/problem'
import type { ScopeName } from '@/lib/tasks/scope-choice'
import type { Task } from '@/lib/tasks/task'
import { type TaskSearch, withoutFilters } from '@/lib/tasks/task-search'
import { useFormats } from '../formats'
import { ProblemNotice } from '../problem-notice'
import { ColumnChooser } from './column-chooser'
import { CoverageLine } from './coverage-line'
import { EmptyList, ListSkeleton } from './list-states'
import { LiveControls } from './live-controls'
import { TaskPager } from './task-pager'
import { TasksTable } from './tasks-table'
import type { TasksState } from './use-tasks'

interface ListBodyProps {
  search: TaskSearch
  scope: ScopeName
  tasks: TasksState
  navigate: (change: Partial<TaskSearch>) => void
  onOpen: (task: Task) => void
  ref: Ref<HTMLDivElement>
}

/** The card under the filters: how much was read, the rows or why there are none, and the pages. */
export function ListBody({ search, scope, tasks, navigate, onOpen, ref }: ListBodyProps) {
  const t = useTranslations('list')
  const { number, region } = useFormats()
  const { page, problem } = tasks
  const scopeName = region(scope.region)
  const whole = page?.coverage.whole

  return (
    <div className="flex flex-1 flex-col rounded-lg border border-line bg-surface sm:min-h-0">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1 border-line border-b px-3 py-1.5">
        <p role="status" className="font-semibold text-sm">
          {page ? t('count', { count: page.rowCount, formatted: number(page.rowCount) }) : ' '}
        </p>
        {page && <CoverageLine page={page} />}
        <span className="ml-auto flex flex-wrap items-center gap-1">
          {!(problem && isRefusal(problem.kind)) && (
            <LiveControls
              paused={tasks.paused}
              intervalSeconds={tasks.intervalSeconds}
              refreshing={tasks.refreshing}
              onPause={tasks.setPaused}
              onRefresh={tasks.refresh}
            />
          )}
          <ColumnChooser />
        </span>
      </div>
      {problem && page && <StaleNotice tasks={tasks} />}
      {tasks.newCount > 0 && (
        <div className="flex justify-center border-line border-b bg-accent-soft py-1">
          <button
            type="button"
            className="min-h-6 rounded-full bg-accent px-3 text-on-accent text-xs"
            onClick={tasks.showNew}
          >
            {t('newTasks', { count: tasks.newCount })} · {t('showNew')}
          </button>
        </div>
      )}
      {problem && !page && (
        <div className="flex-1 p-3">
          <ProblemNotice
            {...problem}
            actions={
              isRefusal(problem.kind) ? (
                <Button onClick={() => navigate(answerable(search, scope))}>{t('dropFilters')}</Button>
              ) : (
                <RetryButton onRetry={tasks.refresh} />
              )
            }
          />
        </div>
      )}
      {!problem && !page && <ListSkeleton />}
      {page && tasks.rows.length === 0 && (
        <EmptyList search={search} scope={scopeName} rowCount={page.rowCount} navigate={navigate} />
      )}
      {page && tasks.rows.length > 0 && (
        <Holding ref={ref} onHeld={tasks.setHeld}>
          <TasksTable
            tasks={tasks.rows}
            search={search}
            caption={t('caption', { scope: scopeName, count: page.rowCount })}
            readAt={tasks.readAt}
            busy={tasks.busy}
            sortRefusal={whole ? null : t('sortOff', { count: number(page.rowCount) })}
            onSort={(sort) => navigate({ sort, page: 1 })}
            onOpen={onOpen}
          />
        </Holding>
      )}
      {page && page.rowCount > 0 && (
        <div className="border-line border-t px-3 py-2">
          <TaskPager search={search} rowCount={page.rowCount} navigate={navigate} />
        </div>
      )}
    </div>
  )
}

/** Where the question was refused: without its filters, and without a region or an account that is none, or several. */
function answerable(search: TaskSearch, scope: ScopeName): TaskSearch {
  const { account, region } = search
  const fits = scope.account !== '' && account.length <= 1 && region.length <= 1
  return { ...withoutFilters(search), ...(fits ? {} : { account: [], region: [] }) }
}

function StaleNotice({ tasks }: { tasks: TasksState }) {
  const t = useTranslations('live')
  const problems = useTranslations('problem')
  const { dateTime } = useFormats()
  const { problem } = tasks
  if (!problem) return null
  const codes = [problem.problem?.code, problem.problem?.requestId].filter(Boolean).join(' · ')
  return (
    <div className="border-line border-b p-2">
      <Callout
        role="alert"
        tone="negative"
        title={t('stale', { time: dateTime(tasks.readAt), reason: problems(`${problem.kind}.title`) })}
        actions={<RetryButton onRetry={tasks.refresh} />}
      >
        {codes && <p className="select-all font-mono text-xs">{codes}</p>}
        {!tasks.paused && <p className="text-xs">{t('staleRetry', { seconds: tasks.intervalSeconds })}</p>}
      </Callout>
    </div>
  )
}

function RetryButton({ onRetry }: { onRetry: () => void }) {
  return <Button onClick={onRetry}>{useTranslations('problem')('retry')}</Button>
}

interface HoldingProps {
  onHeld: (held: boolean) => void
  children: React.ReactNode
  ref: Ref<HTMLDivElement>
}

/** Tells whether a pointer or the focus is on the rows. */
function Holding({ onHeld, children, ref }: HoldingProps) {
  const on = useRef({ pointer: false, focus: false })
  function note(part: Partial<typeof on.current>) {
    Object.assign(on.current, part)
    onHeld(on.current.pointer || on.current.focus)
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it listens, and is no control.
    <div
      ref={ref}
      className="flex flex-1 flex-col sm:min-h-0"
      onPointerEnter={() => note({ pointer: true })}
      onPointerLeave={() => note({ pointer: false })}
      onFocus={() => note({ focus: true })}
      onBlur={() => note({ focus: false })}
    >
      {children}
    </div>
  )
}
