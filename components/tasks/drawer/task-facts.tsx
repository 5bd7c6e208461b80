'use client'

import { useTranslations } from 'next-intl'
import { LongText } from '@/components/ui/long-text'
import { everyZone } from '@/lib/format/date-time'
import { instanceAddress } from '@/lib/tasks/page-address'
import { hasOwnJobId, isUtcTime, type Task } from '@/lib/tasks/task'
import { isActive } from '@/lib/tasks/task-status'
import { useFormats } from '../formats'
import { TaskStatusMark } from '../task-status-mark'
import { Fact, Facts } from './facts'
import { SectionHeading } from './section-heading'

export function TaskFacts({ task, readAt }: { task: Task; readAt: string }) {
  const t = useTranslations('drawer')
  const list = useTranslations('list')
  const formats = useFormats()
  const elapsed =
    isActive(task.status) && task.endedAt === null && isUtcTime(task.startedAt) && isUtcTime(readAt)
      ? Math.max(0, (Date.parse(readAt) - Date.parse(task.startedAt)) / 1_000)
      : null

  return (
    <section>
      <SectionHeading>{t('facts')}</SectionHeading>
      <Facts>
        <Fact label={t('status')}>
          <TaskStatusMark task={task} />
        </Fact>
        <Fact label={t('type')}>
          <LongText text={formats.type(task)} />
        </Fact>
        {task.progressPercent !== null && (
          <Fact label={t('progress')}>
            <Progress value={task.progressPercent} label={t('progress')} failed={task.status === 'failed'} />
          </Fact>
        )}
        <Fact label={t('started')}>
          <Moment time={task.startedAt} />
        </Fact>
        <Fact label={t('ended')}>
          {task.endedAt === null ? (
            <span className="text-ink-faint">{t('noEnd')}</span>
          ) : (
            <Moment time={task.endedAt} />
          )}
        </Fact>
        {task.durationSeconds !== null && <Fact label={t('duration')}>{formats.duration(task.durationSeconds)}</Fact>}
        {elapsed !== null && (
          <Fact label={t('duration')}>{list('running', { duration: formats.duration(elapsed) })}</Fact>
        )}
        {task.instanceIds.length > 0 && (
          <Fact label={t('instances')}>
            <ul className="font-mono text-xs">
              {task.instanceIds.map((id) => (
                <li key={id}>
                  <a
                    className="inline-flex min-h-6 items-center text-accent underline-offset-2 hover:underline"
                    title={t('toInstance')}
                    href={instanceAddress(id).path}
                  >
                    <LongText text={id} />
                  </a>
                </li>
              ))}
            </ul>
          </Fact>
        )}
        <Fact label={t('region')}>
          {formats.region(task.region)} <span className="font-mono text-ink-faint text-xs">{task.region}</span>
        </Fact>
        <Fact label={t('account')}>{task.account}</Fact>
        <Fact label={t('jobId')}>
          {hasOwnJobId(task) ? (
            <LongText className="font-mono text-xs" text={task.jobId} />
          ) : (
            <span className="text-ink-faint">{t('standIn', { id: task.jobId })}</span>
          )}
        </Fact>
        {task.asyncRequestId && (
          <Fact label={t('asyncRequestId')}>
            <LongText className="font-mono text-xs" text={task.asyncRequestId} />
          </Fact>
        )}
        {task.code !== null && (
          <Fact label={t('code')}>
            <LongText className="font-mono text-xs" text={String(task.code)} />
          </Fact>
        )}
        {task.attachments.map(({ key, value }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: attachments have no identity, and never move.
          <Attachment key={index} name={key} value={value} />
        ))}
      </Facts>
    </section>
  )
}

function Progress({ value, label, failed }: { value: number | string; label: string; failed: boolean }) {
  if (typeof value === 'string') return <LongText text={value} />
  return (
    <span className="flex items-center gap-2">
      <progress
        className={`w-40 ${failed ? 'text-negative' : ''}`}
        max={100}
        value={Math.min(100, Math.max(0, value))}
        aria-label={label}
      />{' '}
      {value}%
    </span>
  )
}

/** In the chosen zone, with Beijing and UTC beside it: a ticket wants one, the service's log the other. */
function Moment({ time }: { time: string | null }) {
  const t = useTranslations('drawer')
  const settings = useTranslations('settings')
  const { dateTime, zone } = useFormats()
  if (time === null) return <span className="text-ink-faint">{t('absent')}</span>
  if (!isUtcTime(time)) return <LongText text={time} />
  return (
    <time dateTime={time} title={everyZone(time)}>
      {dateTime(time)} <span className="text-ink-faint">{settings(zone)}</span>
      {zone !== 'utc' && <span className="ml-2 font-mono text-ink-faint text-xs">{time}</span>}
    </time>
  )
}

function Attachment({ name, value }: { name: string; value: string }) {
  const t = useTranslations('drawer')
  const known = name === 'FastUpgradeStatus' && (value === '0' || value === '1')
  if (!known) {
    return (
      <Fact label={<LongText text={name} />}>
        <LongText text={value} />
      </Fact>
    )
  }
  return (
    <Fact label={t('fastUpgrade')}>
      {t(value === '1' ? 'fastUpgrade1' : 'fastUpgrade0')}{' '}
      <span className="font-mono text-ink-faint text-xs">
        {name} = {value}
      </span>
    </Fact>
  )
}
