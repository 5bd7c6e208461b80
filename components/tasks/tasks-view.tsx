'use client'

import { useTranslations } from 'next-intl'
import { useMemo, useRef, useState } from 'react'
import { lazilyInBrowser } from '@/components/ui/lazily'
import type { Problem } from '@/lib/http/problem'
import type { SavedView } from '@/lib/tasks/saved-views'
import type { ScopeName } from '@/lib/tasks/scope-choice'
import { taskKey } from '@/lib/tasks/task-locator'
import type { TaskSearch } from '@/lib/tasks/task-search'
import { BehindDrawer } from './drawer/behind-drawer'
import { DrawerSlot } from './drawer/drawer-slot'
import { useDrawer } from './drawer/use-drawer'
import { FailuresContext } from './failures/failures-context'
import { RepeatedFailures } from './failures/repeated-failures'
import { FilterBar } from './filters/filter-bar'
import { IgnoredNotice } from './ignored-notice'
import { ListBody } from './list/list-body'
import { useTasks } from './list/use-tasks'
import { StartsHistogram } from './overview/starts-histogram'
import { StatusStrip } from './overview/status-strip'
import { PageSearch } from './page-search'
import { useReturnOfFocus } from './use-return-of-focus'
import { useShortcuts } from './use-shortcuts'
import type { TaskSearchState } from './use-task-search'

const ShortcutsHelp = lazilyInBrowser(() => import('./shortcuts-help').then((module) => module.ShortcutsHelp))

export interface TasksViewProps {
  scopes: ScopeName[]
  /** The team's own, of the configuration. */
  views: SavedView[]
  /** What the server met when it asked for the first rows. */
  firstProblem: Problem | null
  /** Of the address, as the server read it. */
  firstQuery: string
}

export function TasksView({ firstQuery, ...props }: TasksViewProps) {
  return <PageSearch firstQuery={firstQuery}>{(state) => <View {...props} {...state} />}</PageSearch>
}

function View({
  scopes,
  views,
  firstProblem,
  search,
  problems,
  navigate,
}: Omit<TasksViewProps, 'firstQuery'> & TaskSearchState) {
  const t = useTranslations('filters')
  const drawer = useDrawer(search, navigate)
  const tasks = useTasks(search, firstProblem)
  const { page } = tasks
  const failures = useMemo(() => page && { page, search, navigate }, [page, search, navigate])
  const [help, setHelp] = useState(false)
  const heading = useRef<HTMLHeadingElement>(null)
  const narrow = (change: Partial<TaskSearch>) => navigate({ page: 1, task: null, ...change })
  const list = useRef<HTMLDivElement>(null)
  useShortcuts({ list, onHelp: () => setHelp(true), onRefresh: tasks.refresh })
  const openKey = search.task === null ? null : taskKey(search.task)
  useReturnOfFocus(openKey, heading, list)

  return (
    <main className="flex flex-1 flex-col gap-3 px-3 py-3 sm:min-h-0 sm:px-4" id="tasks">
      <h1 ref={heading} tabIndex={-1} className="sr-only">
        {t('heading')}
      </h1>
      <BehindDrawer openKey={openKey}>
        <FilterBar
          search={search}
          scopes={scopes}
          facets={page?.facets ?? null}
          failures={page?.failures ?? []}
          listed={tasks.listed}
          views={views}
          navigate={navigate}
          onOpen={drawer.open}
        />
        <IgnoredNotice problems={problems} navigate={navigate} />
        <StatusStrip
          search={search}
          facets={page?.facets ?? null}
          earlierCount={page?.earlierCount ?? 0}
          complete={page?.coverage.whole === true && search.status.length === 0}
          partial={page?.coverage.whole === false}
          onChange={narrow}
        />
        <StartsHistogram
          histogram={page?.histogram ?? null}
          rowCount={page?.rowCount ?? 0}
          search={search}
          readAt={tasks.readAt}
          onChange={narrow}
        />
        {failures && <RepeatedFailures {...failures} />}
        <ListBody ref={list} search={search} scopes={scopes} tasks={tasks} navigate={navigate} onOpen={drawer.open} />
      </BehindDrawer>
      <FailuresContext value={failures}>
        <DrawerSlot
          search={search}
          rows={tasks.listed}
          isSettled={tasks.page !== null || tasks.problem !== null}
          readAt={tasks.readAt}
          coverage={tasks.page?.coverage ?? null}
          drawer={drawer}
        />
      </FailuresContext>
      {help && <ShortcutsHelp onClose={() => setHelp(false)} />}
    </main>
  )
}
