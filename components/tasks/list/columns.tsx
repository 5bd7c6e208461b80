'use client'

import { createColumnHelper } from '@tanstack/react-table'
import type { DataTableFeatures } from '@/components/data-table/data-table'
import { visibleControls } from '@/components/ui/long-text'
import { everyZone } from '@/lib/format/date-time'
import { reasonOf } from '@/lib/tasks/failure/reason-of'
import { isUtcTime, type Task } from '@/lib/tasks/task'
import type { SortField } from '@/lib/tasks/task-search'
import { isActive } from '@/lib/tasks/task-status'
import { useFormats } from '../formats'
import { TaskStatusMark } from '../task-status-mark'
import { useInstanceName } from './instance-names'
import { useList } from './list-context'

const helper = createColumnHelper<DataTableFeatures, Task>()

// At module scope: a cell whose function changes identity is mounted anew, and focus returns to nowhere.
export const taskColumns = helper.columns([
  helper.display({
    id: 'status',
    meta: { className: 'max-w-48 truncate' },
    cell: ({ row }) => <TaskStatusMark task={row.original} />,
  }),
  helper.display({
    id: 'type',
    meta: { className: 'max-w-56 truncate' },
    cell: ({ row }) => <TypeCell task={row.original} />,
  }),
  helper.display({
    id: 'instance',
    // Its two lines stand in the height of the others' one.
    meta: { className: 'py-0! font-mono text-xs' },
    cell: ({ row }) => <InstanceCell task={row.original} />,
  }),
  helper.display({
    id: 'message',
    // Takes the width that the others leave, and is cut where that is little.
    meta: { className: 'w-full min-w-48 max-w-0 truncate' },
    cell: ({ row }) => <MessageCell task={row.original} />,
  }),
  helper.display({ id: 'progress', cell: ({ row }) => <ProgressCell task={row.original} /> }),
  helper.display({ id: 'started', cell: ({ row }) => <StartedCell task={row.original} /> }),
  helper.display({ id: 'duration', cell: ({ row }) => <DurationCell task={row.original} /> }),
  helper.display({ id: 'account', cell: ({ row }) => row.original.account }),
  helper.display({ id: 'region', cell: ({ row }) => <RegionCell task={row.original} /> }),
  helper.display({ id: 'job', cell: ({ row }) => <JobCell task={row.original} /> }),
])

/** Each goes by the name of the field that it is sorted by. */
export const taskColumnIds = [
  'status',
  'type',
  'instance',
  'message',
  'progress',
  'started',
  'duration',
  'account',
  'region',
  'job',
] as const satisfies SortField[]

export type TaskColumnId = (typeof taskColumnIds)[number]

function TypeCell({ task }: { task: Task }) {
  return visibleControls(cut(useFormats().type(task), 60))
}

/** Room for the name is kept from the start: when it comes, no row and no column moves. */
function InstanceCell({ task }: { task: Task }) {
  const { t, dense } = useList()
  const name = useInstanceName(task)
  const [first, ...others] = task.instanceIds
  if (first === undefined) return <span className="text-ink-faint">{t('noInstance')}</span>
  const line = dense
    ? 'flex min-w-48 items-center gap-2'
    : `flex h-8 min-w-32 flex-col leading-4 ${name === null ? 'justify-center' : ''}`
  return (
    <span className={line}>
      <span data-fact>
        {visibleControls(cut(first, 40))}
        {others.length > 0 && (
          <span className="ml-1 text-ink-faint" title={visibleControls(others.slice(0, 20).join('\n'))}>
            {t('more', { count: others.length })}
          </span>
        )}
      </span>
      {name && (
        <bdi
          className={`w-0 truncate font-sans text-[0.6875rem] text-ink-soft ${dense ? 'flex-1' : 'min-w-full'}`}
          title={visibleControls(name)}
        >
          {visibleControls(cut(name, 100))}
        </bdi>
      )}
    </span>
  )
}

function MessageCell({ task }: { task: Task }) {
  const reason = reasonOf(task)
  if (reason === null) return null
  const text = visibleControls(cut(reason, 300))
  return task.status === 'failed' ? text : <span className="text-ink-faint">{text}</span>
}

function ProgressCell({ task: { progressPercent, status, jobId } }: { task: Task }) {
  const { t } = useList()
  if (progressPercent === null) return null
  if (typeof progressPercent === 'string') return visibleControls(cut(progressPercent, 40))
  // A bar says how far there is to go, which is a question only while the task runs.
  if (!isActive(status)) return <span className="text-ink-faint">{`${progressPercent}%`}</span>
  return (
    <span className="flex items-center gap-2">
      <progress
        className="w-14"
        max={100}
        value={Math.min(100, Math.max(0, progressPercent))}
        aria-label={`${t('progress')} ${jobId}`}
      />
      {`${progressPercent}%`}
    </span>
  )
}

function StartedCell({ task: { startedAt } }: { task: Task }) {
  const formats = useFormats()
  if (startedAt === null) return null
  return (
    <time dateTime={isUtcTime(startedAt) ? startedAt : undefined} title={everyZone(startedAt)}>
      {visibleControls(cut(formats.dateTime(startedAt), 60))}
    </time>
  )
}

function DurationCell({ task }: { task: Task }) {
  const { t, readAt } = useList()
  const formats = useFormats()
  if (task.durationSeconds !== null) return formats.duration(task.durationSeconds)
  if (!isActive(task.status) || !isUtcTime(task.startedAt) || task.endedAt !== null) return null
  const seconds = (Date.parse(readAt) - Date.parse(task.startedAt)) / 1_000
  return <span className="text-accent">{t('running', { duration: formats.duration(Math.max(0, seconds)) })}</span>
}

function RegionCell({ task }: { task: Task }) {
  const formats = useFormats()
  return <span title={task.region}>{formats.region(task.region)}</span>
}

function JobCell({ task }: { task: Task }) {
  const { addressOfTask, onOpen } = useList()
  return (
    <a
      data-row-link
      href={addressOfTask(task)}
      className="inline-block font-mono text-accent text-xs leading-6 underline-offset-2 hover:underline"
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey || event.button !== 0) return
        event.preventDefault()
        onOpen(task)
      }}
    >
      {visibleControls(cut(task.jobId, 40))}
    </a>
  )
}

function cut(text: string, length: number): string {
  return text.length > length ? `${text.slice(0, length).replace(/[\ud800-\udbff]$/, '')}…` : text
}
