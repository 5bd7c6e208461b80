'use client'

import { useTranslations } from 'next-intl'
import { describeInstance } from '@/lib/tasks/details/describe-instance'
import { PayloadSections } from '../payload/payload-sections'
import { Origin } from './origin'
import { SourceTrouble } from './source-trouble'
import type { Details } from './use-details'

/** The task's instances as they are now, which is not as they were then. */
export function InstancePart({ details }: { details: Details }) {
  const t = useTranslations('details')
  const detail = details.of('instances')
  if (!detail) return null
  return (
    <>
      {detail.data && (
        <div className="space-y-4">
          <PayloadSections sections={detail.data.map(describeInstance)} />
          <Origin detail={detail} />
        </div>
      )}
      {detail.state === 'nothing' && (
        <p className="text-ink-faint text-sm">{t('instanceGone', { action: detail.action })}</p>
      )}
      {detail.state === 'failed' && <SourceTrouble detail={detail} onRetry={details.retry} />}
    </>
  )
}
