'use client'

import { useTranslations } from 'next-intl'
import type { Ref } from 'react'
import { Button } from '@/components/ui/button'
import { lazily } from '@/components/ui/lazily'
import { isRefusal } from '@/lib/http/problem'
import type { ScopeName } from '@/lib/tasks/scope-choice'
import type { Task } from '@/lib/tasks/task'
import { type TaskSearch, withoutFilters } from '@/lib/tasks/task-search'
import type { TasksPage } from '@/lib/tasks/tasks-page'
import { ProblemNotice } from '../problem-notice'
import { Holding } from './holding'
import { ListHead } from './list-head'
import { ListSkeleton } from './list-skeleton'
import { NewRows } from './new-rows'
import { NothingRead } from './nothing-read'
import { StaleNotice } from './stale-notice'
import { missingScopes } from './standing'
import { TaskPager } from './task-pager'
import { TasksTable } from './tasks-table'
import { type ScopeNames, useScopeNames } from './use-scope-names'
import type { TasksState } from './use-tasks'

// What is seen on a bad day only is in the first HTML on that day, and weighs nothing on the others.
const EmptyList = lazily(() => import('./empty-list').then((module) => module.EmptyList))
const ScopeNotices = lazily(() => import('./scope-notices').then((module) => module.ScopeNotices))
const Unanswered = lazily(() => import('./unanswered').then((module) => module.Unanswered))
const StillReading = lazily(() => import('./unanswered').then((module) => module.StillReading))

interface ListBodyProps {
  search: TaskSearch
  /** All that the reader may see. */
  scopes: ScopeName[]
  tasks: TasksState
  navigate: (change: Partial<TaskSearch>) => void
  onOpen: (task: Task) => void
  ref: Ref<HTMLDivElement>
}

/** The card under the filters: how much was read, the rows or why there are none, and the pages. */
export function ListBody({ scopes, ...props }: ListBodyProps) {
  const { search, tasks, navigate } = props
  const severalAccounts = new Set(scopes.map(({ account }) => account)).size > 1
  const names = useScopeNames(severalAccounts)
  const { page, problem } = tasks

  return (
    <div className="flex flex-1 flex-col rounded-lg border border-line bg-surface sm:min-h-80">
      <ListHead search={search} tasks={tasks} names={names} severalAccounts={severalAccounts} navigate={navigate} />
      {problem && page && <StaleNotice tasks={tasks} />}
      {problem && !page && (
        <div className="flex-1 p-3">
          <ProblemNotice
            {...problem}
            actions={
              isRefusal(problem.kind) ? (
                <DropFilters onDrop={() => navigate(answerable(search, scopes))} />
              ) : (
                <RetryAll onRetry={tasks.refresh} />
              )
            }
          />
        </div>
      )}
      {!problem && !page && <ListSkeleton />}
      {page && <Answered {...props} page={page} scopes={scopes} names={names} severalAccounts={severalAccounts} />}
    </div>
  )
}

interface AnsweredProps extends ListBodyProps {
  page: TasksPage
  names: ScopeNames
  severalAccounts: boolean
}

function Answered({ search, scopes, tasks, page, names, severalAccounts, navigate, onOpen, ref }: AnsweredProps) {
  const t = useTranslations('list')
  const { answer, earlier, rows, retry } = tasks
  const partial = missingScopes(page.coverage).length > 0
  const questions = { page, search, names, navigate }

  if (answer === 'nothing') return <NothingRead page={page} tasks={tasks} />
  if (answer === 'unanswered') return <Unanswered {...questions} retry={retry} />
  const notices = page.coverage.scopes.some(({ state }) => state === 'failed') && (
    <ScopeNotices
      scopes={page.coverage.scopes}
      readAt={page.fetchedAt}
      search={search}
      names={names}
      retry={retry}
      navigate={navigate}
    />
  )
  if (answer === 'reading') {
    return (
      <>
        {notices}
        <StillReading {...questions} onResume={tasks.paused ? () => tasks.setPaused(false) : null} />
      </>
    )
  }
  const empty = rows.length === 0 && <EmptyList {...questions} narrowed={page.coverage.scopes.length < scopes.length} />
  return (
    <>
      {notices}
      <NewRows tasks={tasks} />
      {rows.length + earlier.length === 0 ? (
        empty
      ) : (
        <Holding ref={ref} onHeld={tasks.setHeld}>
          <TasksTable
            earlier={earlier}
            tasks={rows}
            search={search}
            caption={t('caption', { scope: names.all(page.coverage.scopes), count: page.rowCount })}
            readAt={tasks.readAt}
            busy={tasks.busy}
            severalAccounts={severalAccounts}
            sortable={!partial}
            onSort={(sort) => navigate({ sort, page: 1 })}
            onOpen={onOpen}
          >
            {empty}
          </TasksTable>
        </Holding>
      )}
      {page.rowCount > 0 && (
        <div className="border-line border-t px-3 py-2">
          <TaskPager search={search} rowCount={page.rowCount} partial={partial} navigate={navigate} />
        </div>
      )}
    </>
  )
}

/** Where the question was refused: without its filters, and without regions and accounts that nobody knows. */
function answerable(search: TaskSearch, scopes: ScopeName[]): TaskSearch {
  const { account, region } = search
  const known =
    account.every((name) => scopes.some((scope) => scope.account === name)) &&
    region.every((name) => scopes.some((scope) => scope.region === name))
  return { ...withoutFilters(search), ...(known ? {} : { account: [], region: [] }) }
}

function RetryAll({ onRetry }: { onRetry: () => void }) {
  return <Button onClick={onRetry}>{useTranslations('problem')('retry')}</Button>
}

function DropFilters({ onDrop }: { onDrop: () => void }) {
  return <Button onClick={onDrop}>{useTranslations('list')('dropFilters')}</Button>
}
