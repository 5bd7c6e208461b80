'use client'

import { useTranslations } from 'next-intl'
import { Callout } from '@/components/ui/callout'
import { waitsFor } from '@/lib/tasks/details/waits-for'
import { isUtcTime, type Task } from '@/lib/tasks/task'
import { isActive } from '@/lib/tasks/task-status'
import { useFormats } from '../formats'
import type { Details } from './use-details'
import { WaitingWords } from './waiting-words'

/** Fewer finished tasks than these say little of the next one. */
const FEWEST = 5
const STUCK_AFTER_SECONDS = 60

/** What an unfinished task waits for, how long it runs beside others of its type, and since when nothing has moved. */
export function StandingPart({ task, details, readAt }: { task: Task; details: Details; readAt: string }) {
  const t = useTranslations('details')
  const { duration, dateTime, number, type } = useFormats()
  if (!isActive(task.status)) return null
  const nowMs = isUtcTime(readAt) ? Date.parse(readAt) : Date.parse(task.startedAt ?? '')
  const secondsSince = (utc: string | null | undefined) =>
    isUtcTime(utc ?? null) ? Math.max(0, (nowMs - Date.parse(utc ?? '')) / 1_000) : null
  const elapsed = secondsSince(task.startedAt)
  const unmoved = secondsSince(task.progressSince)
  const { past } = details
  const isLong = past !== null && past.count >= FEWEST && elapsed !== null && elapsed > past.p95Seconds
  const read = { instances: details.of('instances')?.data ?? [], windows: details.of('time-window')?.data ?? [] }
  const waiting = waitsFor(task, read, nowMs)
  return (
    <Callout
      tone={isLong || waiting?.kind === 'switch' ? 'pending' : 'neutral'}
      title={waiting && <WaitingWords waiting={waiting} details={details} />}
    >
      {elapsed !== null && (
        <p>
          {t(task.status === 'running' ? 'runsFor' : 'standsFor', { duration: duration(elapsed) })}{' '}
          {past && past.count >= FEWEST
            ? t('past', {
                type: type(task),
                count: number(past.count),
                median: duration(past.medianSeconds),
                p95: duration(past.p95Seconds),
                since: dateTime(past.since),
              })
            : details.asked.length > 0 && t('noPast', { count: past?.count ?? 0, type: type(task) })}
        </p>
      )}
      {isLong && <p className="font-medium">{t('longerThanMost')}</p>}
      {unmoved !== null && unmoved >= STUCK_AFTER_SECONDS && (
        <p className="font-medium">
          {t('noProgress', { duration: duration(unmoved), since: dateTime(task.progressSince ?? '') })}
        </p>
      )}
    </Callout>
  )
}
