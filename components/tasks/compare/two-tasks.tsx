'use client'

import { useTranslations } from 'next-intl'
import { Callout } from '@/components/ui/callout'
import { compareTasks, isSameType } from '@/lib/tasks/compare/compare-tasks'
import type { Task } from '@/lib/tasks/task'
import { locatorOf } from '@/lib/tasks/task-locator'
import type { TimeZoneName } from '@/lib/tasks/task-search'
import { type KnownPayload, payloadOf } from '../details/payload-of'
import { useDetails } from '../details/use-details'
import { useFormats } from '../formats'
import { InShort } from './in-short'
import { PayloadOrigins } from './payload-origins'
import { SideBySide } from './side-by-side'
import { SideCard } from './side-card'
import { UncomparedPayloads } from './uncompared-payloads'
import { WorkedLink } from './worked-link'

/** Two tasks, both read; what the siblings know of each comes on its own. */
export function TwoTasks({ a, b, zone }: { a: Task; b: Task; zone: TimeZoneName }) {
  const t = useTranslations('compare')
  const { type } = useFormats()
  const [detailsOfA, detailsOfB] = [useDetails(a), useDetails(b)]
  const [payloadOfA, payloadOfB] = [payloadOf(a, detailsOfA), payloadOf(b, detailsOfB)]
  const { facts, payload } = compareTasks(
    { task: a, sections: payloadOfA.sections },
    { task: b, sections: payloadOfB.sections },
  )
  return (
    <>
      <div className="grid gap-3 md:grid-cols-2">
        <SideCard side="a" locator={locatorOf(a)} task={a} zone={zone}>
          <WorkedLink task={a} details={detailsOfA} zone={zone} beside={b.key} />
        </SideCard>
        <SideCard side="b" locator={locatorOf(b)} task={b} zone={zone}>
          <WorkedLink task={b} details={detailsOfB} zone={zone} beside={a.key} />
        </SideCard>
      </div>
      {!isSameType(a, b) && (
        <Callout role="status" tone="pending" title={t('otherType')}>
          <p>{t('otherTypeWhy', { a: type(a), b: type(b) })}</p>
        </Callout>
      )}
      <section className="space-y-6">
        <div className="space-y-1.5">
          <h2 className="font-semibold text-base">{t('summary')}</h2>
          <InShort a={a} b={b} facts={facts} />
        </div>
        <SideBySide section={facts} />
        {isSameType(a, b) && !isWhole(payloadOfA, payloadOfB) && (
          <UncomparedPayloads
            a={{ task: a, details: detailsOfA }}
            b={{ task: b, details: detailsOfB }}
            isAwaited={payloadOfA.isAwaited || payloadOfB.isAwaited}
          />
        )}
        {isSameType(a, b) && isWhole(payloadOfA, payloadOfB) && (
          <>
            {payload.map((section, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: sections have no identity, and two tasks’ never move.
              <SideBySide key={index} section={section} />
            ))}
            <div>
              <PayloadOrigins a={payloadOfA.detail} b={payloadOfB.detail} />
            </div>
          </>
        )}
      </section>
    </>
  )
}

/** A missing answer would look like a difference. */
function isWhole(...payloads: KnownPayload[]): boolean {
  return payloads.every(
    ({ sections, detail, isAwaited }) => sections.length > 0 && !isAwaited && detail?.state !== 'failed',
  )
}
