'use client'

import { useTranslations } from 'next-intl'
import { useMemo } from 'react'
import { DataTable } from '@/components/data-table/data-table'
import { usePreferences } from '@/components/shell/preferences'
import { Icon } from '@/components/ui/icon'
import type { Task } from '@/lib/tasks/task'
import { locatorOf, taskKey } from '@/lib/tasks/task-locator'
import type { TaskSearch, TaskSort } from '@/lib/tasks/task-search'
import { useAddressOf } from '../use-task-search'
import { columnSortFields, type TaskColumnId, taskColumnIds, taskColumns } from './columns'
import { ListProvider } from './list-context'
import { useColumnLabels } from './use-column-labels'

interface TasksTableProps {
  tasks: Task[]
  search: TaskSearch
  caption: string
  readAt: string
  busy: boolean
  /** Null where the whole was read; else why sorting cannot be done honestly. */
  sortRefusal: string | null
  onSort: (sort: TaskSort) => void
  onOpen: (task: Task) => void
}

export function TasksTable({ tasks, search, caption, readAt, busy, sortRefusal, onSort, onOpen }: TasksTableProps) {
  const t = useTranslations('list')
  const { preferences } = usePreferences()
  const labels = useColumnLabels()
  const addressOf = useAddressOf()
  const context = useMemo(
    () => ({
      t,
      readAt,
      onOpen,
      addressOfTask: (task: Task) => addressOf({ ...search, task: locatorOf(task) }),
    }),
    [t, readAt, onOpen, search, addressOf],
  )
  const sorted: TaskSort | null = sortRefusal ? null : (search.sort ?? { field: 'started', descending: true })

  function header(id: string) {
    const column = taskColumnIds.find((known) => known === id)
    if (!column) return { content: id }
    const field = columnSortFields[column]
    if (!field) return { content: labels[column] }
    const descending = sorted?.field === field && sorted.descending
    const sort: 'ascending' | 'descending' | undefined =
      sorted?.field === field ? (descending ? 'descending' : 'ascending') : undefined
    return {
      sort,
      content: (
        <button
          type="button"
          className="-mx-1 inline-flex min-h-6 items-center gap-1 rounded px-1 hover:text-ink disabled:text-ink-soft"
          disabled={sortRefusal !== null}
          title={sortRefusal ?? t('sortBy', { column: labels[column] })}
          onClick={() =>
            onSort({ field, descending: sorted?.field === field ? !descending : startsDescending(column) })
          }
        >
          {labels[column]}
          {sort && <Icon name={descending ? 'down' : 'up'} className="size-3" />}
        </button>
      ),
    }
  }

  return (
    <ListProvider value={context}>
      <DataTable
        caption={caption}
        label={t('region')}
        columns={taskColumns}
        rows={tasks}
        rowId={(task) => task.key}
        rowHeader="job"
        hiddenColumns={preferences.hiddenColumns}
        dense={preferences.density === 'compact'}
        busy={busy}
        selectedId={search.task ? taskKey(search.task) : null}
        header={header}
        onOpen={onOpen}
      />
    </ListProvider>
  )
}

/** The first click on a measure asks for its greatest; on a word, for its first. */
function startsDescending(column: TaskColumnId): boolean {
  return column === 'started' || column === 'duration' || column === 'progress'
}
