'use client'

import { useTranslations } from 'next-intl'
import { CopyButton } from '@/components/ui/copy-button'
import { Icon } from '@/components/ui/icon'
import { zoneSuffix } from '@/lib/format/date-time'
import { compareAddress } from '@/lib/tasks/compare/compare-search'
import { reasonOf } from '@/lib/tasks/failure/reason-of'
import { hasOwnJobId, isUtcTime, type Task } from '@/lib/tasks/task'
import { locatorOf, taskPermalink } from '@/lib/tasks/task-locator'
import { describeTaskCommand } from '@/lib/tasks/tccli-command'
import { useFormats } from '../formats'
import { useHandOver } from './use-hand-over'

const linkLook =
  'inline-flex min-h-7 items-center gap-1.5 rounded-md px-1.5 text-ink-soft hover:bg-hover hover:text-ink'

export function CopyBar({ task, requestId }: { task: Task; requestId: string | null }) {
  const t = useTranslations('drawer')
  const compare = useTranslations('compare')
  const chat = useChatMessage(task)
  const path = taskPermalink(locatorOf(task))
  const link = () => new URL(path, window.location.href).href
  const handOver = useHandOver(task, requestId)
  return (
    <div className="-ml-1.5 flex flex-wrap items-center gap-x-1 text-sm">
      {hasOwnJobId(task) && <CopyButton label={t('copyId')} text={() => task.jobId} />}
      <CopyButton label={t('copyLink')} text={link} />
      <CopyButton label={t('copyChat')} text={() => `${chat}\n${link()}`} />
      <CopyButton label={t('copyMarkdown')} text={() => handOver(link())} />
      <CopyButton label={t('copyJson')} text={() => JSON.stringify(task, null, 2)} />
      <CopyButton label={t('copyTccli')} text={() => describeTaskCommand(task)} />
      <a href={path} className={linkLook}>
        <Icon name="external" />
        {t('openPage')}
      </a>
      <a href={compareAddress(locatorOf(task), null)} className={linkLook}>
        <Icon name="unequal" />
        {compare('withOther')}
      </a>
    </div>
  )
}

/** Plain text for a chat; the address follows on a line of its own, where every chat makes a link of it. */
function useChatMessage(task: Task): string {
  const { status, type, dateTime, duration, region, zone } = useFormats()
  const { startedAt, durationSeconds, instanceIds } = task
  const started = isUtcTime(startedAt)
    ? `${dateTime(startedAt)} (${zoneSuffix(zone, Date.parse(startedAt))})`
    : startedAt
  return [
    `${status(task)} · ${type(task)} · ${task.jobId}`,
    [
      instanceIds.slice(0, 5).join(', '),
      region(task.region),
      started,
      durationSeconds === null ? null : duration(durationSeconds),
    ]
      .filter(Boolean)
      .join(' · '),
    reasonOf(task)?.slice(0, 500),
  ]
    .filter(Boolean)
    .join('\n')
}
