'use client'

import { useTranslations } from 'next-intl'
import type { Detail } from '@/lib/tasks/details/task-details'
import { isUtcTime, type Task } from '@/lib/tasks/task'
import { PayloadSections } from '../payload/payload-sections'
import { Awaited } from './awaited'
import { BoundWords, Origin } from './origin'
import { payloadOf } from './payload-of'
import { SourceTrouble } from './source-trouble'
import type { Details } from './use-details'

/** Where `Data` comes from. */
const OWN = { action: 'DescribeTasks' }

/** What the task did: `Data` where the service sent it, what the siblings know where not, or why there is nothing. */
export function PayloadPart({ task, details }: { task: Task; details: Details }) {
  const t = useTranslations('details')
  const { sections, detail, isAwaited } = payloadOf(task, details)
  return (
    <>
      {sections.length > 0 && (
        <div>
          <div className="space-y-6">
            <PayloadSections sections={sections} />
          </div>
          {detail?.data != null ? (
            <Origin detail={detail} also={task.payload === null ? [] : [OWN]} />
          ) : (
            <p className="mt-1 text-ink-faint text-xs">{t('from', OWN)}</p>
          )}
        </div>
      )}
      {isAwaited && <Awaited />}
      {detail?.state === 'failed' && <SourceTrouble detail={detail} onRetry={details.retry} />}
      {sections.length === 0 && !isAwaited && detail?.state !== 'failed' && !details.problem && (
        <NothingKnown task={task} detail={detail} />
      )}
    </>
  )
}

function NothingKnown({ task, detail }: { task: Task; detail: Detail | null }) {
  const t = useTranslations('details')
  return (
    <section className="rounded-lg border border-line border-dashed px-4 py-3 text-sm">
      <p className="font-medium">{t('noPayload')}</p>
      <p className="mt-0.5 text-ink-soft">{t(`why.${task.type}`)}</p>
      {task.instanceIds.length > 0 && !isUtcTime(task.startedAt) && (
        <p className="mt-0.5 text-ink-soft">{t('noStart')}</p>
      )}
      {task.instanceIds.length === 0 && <p className="mt-0.5 text-ink-soft">{t('noInstance')}</p>}
      {detail && (
        <p className="mt-0.5 text-ink-soft">
          {t('nothing', { action: detail.action })} <BoundWords bound={detail.bound} />
        </p>
      )}
    </section>
  )
}
