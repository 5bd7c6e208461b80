'use client'

import { useTranslations } from 'next-intl'
import { type ReactNode, useMemo, useState } from 'react'
import { DataTable } from '@/components/data-table/data-table'
import { usePreferences } from '@/components/shell/preferences'
import { Icon } from '@/components/ui/icon'
import type { Task } from '@/lib/tasks/task'
import { locatorOf, taskKey } from '@/lib/tasks/task-locator'
import type { TaskSearch, TaskSort } from '@/lib/tasks/task-search'
import { isRelative, resolveTimeBound } from '@/lib/tasks/task-time'
import { useFormats } from '../formats'
import { useAddressOf } from '../use-task-search'
import { isNewestFirst } from './answer'
import { type TaskColumnId, taskColumnIds, taskColumns } from './columns'
import { InstanceNames } from './instance-names'
import { ListProvider } from './list-context'
import { useColumnLabels } from './use-column-labels'

/** More than these would push what began in the range off the screen: then the first stand for them. */
const MOST_EARLIER = 12
const FIRST_EARLIER = 8

interface TasksTableProps {
  earlier: Task[]
  tasks: Task[]
  search: TaskSearch
  caption: string
  readAt: string
  busy: boolean
  severalAccounts: boolean
  /** Whether all was read: an order of a part is none. */
  sortable: boolean
  onSort: (sort: TaskSort | null) => void
  onOpen: (task: Task) => void
  /** Under the rows. */
  children?: ReactNode
}

export function TasksTable({
  earlier,
  tasks,
  search,
  caption,
  readAt,
  busy,
  severalAccounts,
  sortable,
  onSort,
  onOpen,
  children,
}: TasksTableProps) {
  const t = useTranslations('list')
  const { preferences } = usePreferences()
  const labels = useColumnLabels()
  const { number } = useFormats()
  const before = useBeforeWords(search.from)
  const addressOf = useAddressOf()
  const [allEarlier, showAll] = useState(false)
  const dense = preferences.density === 'compact'
  const context = useMemo(
    () => ({
      t,
      readAt,
      dense,
      onOpen,
      addressOfTask: (task: Task) => addressOf({ ...search, task: locatorOf(task) }),
    }),
    [t, readAt, dense, onOpen, search, addressOf],
  )
  const sorted: TaskSort = search.sort ?? { field: 'started', descending: true }

  function header(id: string) {
    const column = taskColumnIds.find((known) => known === id)
    if (!column) return { content: id }
    const isSorted = sorted.field === column
    const sort: 'ascending' | 'descending' | undefined = isSorted
      ? sorted.descending
        ? 'descending'
        : 'ascending'
      : undefined
    const next = { field: column, descending: isSorted ? !sorted.descending : startsDescending(column) }
    return {
      sort,
      content: (
        <button
          type="button"
          className="-mx-1 inline-flex min-h-6 items-center gap-1 rounded px-1 hover:text-ink disabled:text-ink-soft"
          disabled={!sortable}
          title={sortable ? t('sortBy', { column: labels[column] }) : undefined}
          onClick={() => onSort(isNewestFirst(next) ? null : next)}
        >
          {labels[column]}
          {sort && <Icon name={sorted.descending ? 'down' : 'up'} className="size-3" />}
        </button>
      ),
    }
  }

  const rows = { id: 'rows', rows: tasks }
  const some = allEarlier || earlier.length <= MOST_EARLIER ? earlier : earlier.slice(0, FIRST_EARLIER)
  const earlierHeading = (
    <>
      {t('earlier', { before, count: number(earlier.length) })}
      {some.length < earlier.length && (
        <button type="button" className="ml-2 min-h-6 font-medium text-accent underline" onClick={() => showAll(true)}>
          {t('showAll', { count: number(earlier.length) })}
        </button>
      )}
    </>
  )
  return (
    <ListProvider value={context}>
      <InstanceNames tasks={[...tasks, ...some]}>
        <DataTable
          caption={caption}
          label={t('region')}
          columns={taskColumns}
          groups={
            earlier.length === 0
              ? [rows]
              : [
                  { id: 'earlier', heading: earlierHeading, rows: some },
                  { ...rows, heading: t('inRange') },
                ]
          }
          rowId={(task) => task.key}
          rowHeader="job"
          hiddenColumns={severalAccounts ? preferences.hiddenColumns : [...preferences.hiddenColumns, 'account']}
          dense={dense}
          busy={busy}
          selectedId={search.task ? taskKey(search.task) : null}
          header={header}
          onOpen={onOpen}
        >
          {children}
        </DataTable>
      </InstanceNames>
    </ListProvider>
  )
}

/** The start of the range, as a reader of it says “before”: in hours where the address does. */
function useBeforeWords(from: string): string {
  const t = useTranslations('list')
  const time = useTranslations('time')
  const { dateTime, duration } = useFormats()
  if (!isRelative(from)) return t('beforeTime', { time: dateTime(from) })
  const seconds = -resolveTimeBound(from, 0) / 1_000
  return t('moreThanAgo', { age: from.endsWith('h') ? time('hour', { n: seconds / 3_600 }) : duration(seconds) })
}

/** The first click on a measure asks for its greatest; on a word, for its first. */
function startsDescending(column: TaskColumnId): boolean {
  return column === 'started' || column === 'duration' || column === 'progress'
}
