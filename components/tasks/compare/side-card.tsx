'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { LongText } from '@/components/ui/long-text'
import { ToneIcon } from '@/components/ui/tone-mark'
import type { CompareSide } from '@/lib/tasks/compare/compare-search'
import { taskPageAddress } from '@/lib/tasks/page-address'
import type { Task } from '@/lib/tasks/task'
import { type TaskLocator, taskPermalink } from '@/lib/tasks/task-locator'
import type { TimeZoneName } from '@/lib/tasks/task-search'
import { statusTone } from '@/lib/tasks/task-status'
import { useFormats } from '../formats'
import { SideLetter } from './side-letter'

interface SideCardProps {
  side: CompareSide
  locator: TaskLocator
  /** Null where it has not been read. */
  task: Task | null
  zone: TimeZoneName
  children?: ReactNode
}

/** Which task a side is, and the way to its own page. */
export function SideCard({ side, locator, task, zone, children }: SideCardProps) {
  const { status, type } = useFormats()
  return (
    <section className="min-w-0 space-y-2 rounded-lg border border-line bg-surface px-3.5 py-3 print:break-inside-avoid">
      <h2 className="flex items-start gap-2 font-semibold text-base">
        <SideLetter side={side} />
        {task && (
          <span className="flex h-6 items-center">
            <ToneIcon tone={statusTone(task.status)} />
          </span>
        )}
        <a
          className="min-w-0 text-accent leading-6 underline-offset-2 wrap-anywhere hover:underline"
          href={task ? taskPageAddress(task, zone) : taskPermalink(locator)}
        >
          <bdi>{task ? `${status(task)} · ${type(task)} · ${task.jobId}` : locator.jobId}</bdi>
        </a>
      </h2>
      {task && <Where task={task} />}
      {children}
    </section>
  )
}

function Where({ task }: { task: Task }) {
  const t = useTranslations('list')
  const { dateTime, region } = useFormats()
  const { instanceIds, startedAt } = task
  const [first] = instanceIds
  return (
    <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-ink-soft text-sm">
      {startedAt !== null && <LongText text={dateTime(startedAt)} />}
      {first !== undefined && (
        <span className="font-mono text-xs">
          <LongText text={first} />
          {instanceIds.length > 1 && ` ${t('more', { count: instanceIds.length - 1 })}`}
        </span>
      )}
      <span>{region(task.region)}</span>
    </p>
  )
}
