'use client'

import { useTranslations } from 'next-intl'
import { useCallback, useMemo, useRef, useState } from 'react'
import { DrawerSlot } from '@/components/tasks/drawer/drawer-slot'
import { useDrawer } from '@/components/tasks/drawer/use-drawer'
import { TypeFilter } from '@/components/tasks/filters/type-filter'
import { ZoneSelect } from '@/components/tasks/filters/zone-select'
import { IgnoredNotice } from '@/components/tasks/ignored-notice'
import { useTasks } from '@/components/tasks/list/use-tasks'
import { PageSearch } from '@/components/tasks/page-search'
import { useReturnOfFocus } from '@/components/tasks/use-return-of-focus'
import { useShortcuts } from '@/components/tasks/use-shortcuts'
import { PageAddressContext, type TaskSearchState } from '@/components/tasks/use-task-search'
import { lazilyInBrowser } from '@/components/ui/lazily'
import type { Problem } from '@/lib/http/problem'
import { instanceTasks } from '@/lib/query/instance-tasks-query'
import { instanceAddress } from '@/lib/tasks/page-address'
import type { ScopeName } from '@/lib/tasks/scope-choice'
import type { Task } from '@/lib/tasks/task'
import { taskKey } from '@/lib/tasks/task-locator'
import type { TaskSearch } from '@/lib/tasks/task-search'
import { InstanceBody } from './instance-body'
import { InstanceHeading } from './instance-heading'
import { SpanSelect } from './span-select'
import { StatusChips } from './status-chips'
import { useRan } from './use-ran'

const ShortcutsHelp = lazilyInBrowser(() =>
  import('@/components/tasks/shortcuts-help').then((module) => module.ShortcutsHelp),
)

interface InstanceViewProps {
  instanceId: string
  /** All that the viewer may see. */
  scopes: ScopeName[]
  /** What the server met when it asked for the first rows. */
  firstProblem: Problem | null
  /** Of the address, as the server read it. */
  firstQuery: string
}

/** One instance wherever it is: what ran when, as a timeline and as rows. */
export function InstanceView({ firstQuery, ...props }: InstanceViewProps) {
  const address = useMemo(() => instanceAddress(props.instanceId), [props.instanceId])
  return (
    <PageAddressContext value={address}>
      <PageSearch firstQuery={firstQuery}>{(state) => <View {...props} {...state} />}</PageSearch>
    </PageAddressContext>
  )
}

function View({
  instanceId,
  scopes,
  firstProblem,
  search,
  problems,
  navigate,
}: Omit<InstanceViewProps, 'firstQuery'> & TaskSearchState) {
  const t = useTranslations('instance')
  const drawer = useDrawer(search, navigate)
  const tasks = useTasks(search, firstProblem, instanceTasks)
  const ran = useRan(search, tasks, navigate)
  const [help, setHelp] = useState(false)
  const heading = useRef<HTMLHeadingElement>(null)
  const timeline = useRef<HTMLDivElement>(null)
  const table = useRef<HTMLDivElement>(null)
  const opener = useRef<HTMLDivElement>(null)
  useShortcuts({ list: timeline, onHelp: () => setHelp(true), onRefresh: tasks.refresh })
  useReturnOfFocus(search.task === null ? null : taskKey(search.task), heading, opener)

  const narrow = (change: Partial<TaskSearch>) => navigate({ task: null, ...change })
  // A task stands twice on the page: focus goes back to where it was opened.
  const { open } = drawer
  const openFromTimeline = useCallback(
    (task: Task) => {
      opener.current = timeline.current
      open(task)
    },
    [open],
  )
  const openFromTable = useCallback(
    (task: Task) => {
      opener.current = table.current
      open(task)
    },
    [open],
  )

  return (
    <main className="flex flex-1 flex-col gap-3 px-3 py-3 sm:px-4" id="tasks">
      <InstanceHeading
        ref={heading}
        instanceId={instanceId}
        search={search}
        scopes={scopes}
        page={tasks.page}
        navigate={narrow}
      />
      <search aria-label={t('filters')} className="flex flex-wrap items-start gap-x-3 gap-y-2">
        <SpanSelect search={search} onChange={narrow} />
        <StatusChips chosen={search.status} onChange={(status) => narrow({ status })} />
        {/* What is counted has also what ended before the range: no counts. */}
        <TypeFilter chosen={search.type} facets={null} onChange={(type) => narrow({ type })} />
        <ZoneSelect zone={search.tz} onChange={(tz) => navigate({ tz })} />
      </search>
      <IgnoredNotice problems={problems} navigate={navigate} />
      <InstanceBody
        instanceId={instanceId}
        search={search}
        scopes={scopes}
        tasks={tasks}
        ran={ran}
        navigate={navigate}
        timeline={{ ref: timeline, onOpen: openFromTimeline }}
        table={{ ref: table, onOpen: openFromTable }}
      />
      <DrawerSlot
        search={search}
        rows={ran.tasks}
        isSettled={tasks.page !== null || tasks.problem !== null}
        readAt={tasks.readAt}
        coverage={tasks.page?.coverage ?? null}
        drawer={drawer}
      />
      {help && (
        <ShortcutsHelp
          findable={false}
          own={[
            { keys: '← →', does: t('keyAlong') },
            { keys: '+ −', does: t('keyZoom') },
            { keys: '0', does: t('keyReset') },
          ]}
          onClose={() => setHelp(false)}
        />
      )}
    </main>
  )
}
