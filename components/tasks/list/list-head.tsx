'use client'

import { useTranslations } from 'next-intl'
import { isRefusal, wantsSignIn } from '@/lib/http/problem'
import type { TaskSearch } from '@/lib/tasks/task-search'
import { ExportMenu } from '../export-menu'
import { useFormats } from '../formats'
import { ColumnChooser } from './column-chooser'
import { CoverageLine } from './coverage-line'
import { LiveControls } from './live-controls'
import { SortNote } from './sort-note'
import { missingScopes, standingOf } from './standing'
import type { ScopeNames } from './use-scope-names'
import type { TasksState } from './use-tasks'

interface ListHeadProps {
  search: TaskSearch
  tasks: TasksState
  names: ScopeNames
  severalAccounts: boolean
  navigate: (change: Partial<TaskSearch>) => void
}

/** How many there are, how much was read of them, and how fresh it is kept. */
export function ListHead({ search, tasks, names, severalAccounts, navigate }: ListHeadProps) {
  const { page, problem, answer } = tasks
  const reading = Boolean(page?.coverage.scopes.some((scope) => standingOf(scope) === 'reading'))
  return (
    <div className="flex flex-wrap items-start gap-x-3 gap-y-1 border-line border-b px-3 py-1.5 lg:flex-nowrap">
      <div className="flex min-w-0 flex-1 flex-wrap items-center gap-x-3 gap-y-1 max-lg:basis-full">
        <p role="status" className="min-h-7 font-semibold text-sm leading-7">
          <Count tasks={tasks} reading={reading} />
        </p>
        {page && <CoverageLine page={page} names={names} retry={tasks.retry} />}
        {page && answer === 'rows' && (
          <SortNote coverage={page.coverage} search={search} names={names} navigate={navigate} />
        )}
      </div>
      <span className="ml-auto flex flex-wrap lg:shrink-0 items-center gap-1">
        {!(problem && isRefusal(problem.kind)) && (
          <LiveControls
            paused={tasks.paused}
            intervalSeconds={tasks.intervalSeconds}
            reading={reading}
            refreshing={tasks.refreshing}
            failing={tasks.failing}
            ended={wantsSignIn(tasks.problem?.kind ?? '')}
            onPause={tasks.setPaused}
            onRefresh={tasks.refresh}
          />
        )}
        {page && <ExportMenu search={search} rowCount={page.rowCount} />}
        <ColumnChooser severalAccounts={severalAccounts} />
      </span>
    </div>
  )
}

/** While rows still come it says only that: a number that runs is no news to a reader who hears it. */
function Count({ tasks: { page, answer }, reading }: { tasks: TasksState; reading: boolean }) {
  const t = useTranslations('list')
  const { number } = useFormats()
  if (!page) return ' '
  if (reading) return t('reading')
  if (answer !== 'rows') return t('noAnswer')
  const partial = missingScopes(page.coverage).length > 0
  return t(partial ? 'countAtLeast' : 'count', { count: page.rowCount, formatted: number(page.rowCount) })
}
