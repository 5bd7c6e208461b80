'use client'

import { useTranslations } from 'next-intl'
import type { PayloadSection } from '@/lib/tasks/payload-section'
import type { Task } from '@/lib/tasks/task'
import { toNestedStatus } from '@/lib/tasks/task-status'
import { PayloadSections } from '../payload/payload-sections'
import { Origin } from './origin'
import type { Details } from './use-details'

/** What the request behind the task says, where that is more than the task says itself. */
export function AsyncPart({ task, details }: { task: Task; details: Details }) {
  const t = useTranslations('details')
  const detail = details.of('async-request')
  if (!detail?.data) return null
  const { status, info } = detail.data
  const slug = status === null ? null : toNestedStatus(status)
  // It has no word for a task that waits.
  const agrees =
    slug === null || slug === task.status || (task.status === 'waiting' && (slug === 'undefined' || slug === 'running'))
  const isNews = !agrees || (info !== null && info !== task.message)
  if (!isNews) return null
  const section: PayloadSection = {
    kind: 'details',
    title: { key: 'asyncRequest' },
    fields: [
      { label: { key: 'status' }, value: status === null ? { kind: 'absent' } : { kind: 'status', asCame: status } },
      { label: { key: 'message' }, value: info === null ? { kind: 'absent' } : { kind: 'text', text: info } },
    ],
  }
  return (
    <div>
      <PayloadSections sections={[section]} />
      {!agrees && <p className="mt-1 text-pending text-xs">{t('disagrees')}</p>}
      <Origin detail={detail} />
    </div>
  )
}
