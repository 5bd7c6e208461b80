'use client'

import { useTranslations } from 'next-intl'
import { problemKind } from '@/lib/http/problem'
import type { Bound, Detail } from '@/lib/tasks/details/task-details'
import { useFormats } from '../formats'

/** Where a section comes from, what ties it to the task, and how much of it was read. */
export function Origin({ detail, also = [] }: { detail: Detail; also?: { action: string }[] }) {
  const t = useTranslations('details')
  const problems = useTranslations('problem')
  const { matchedBy, bound } = detail
  const action = [...also, detail].map((one) => one.action).join(t('and'))
  return (
    <p className="mt-1 text-ink-faint text-xs">
      {t('from', { action })}
      {matchedBy && `${t('comma')}${t(`matchedBy.${matchedBy}`)}`}
      {bound && ' · '}
      <BoundWords bound={bound} />
      {detail.problem && ` · ${t('partly', { title: problems(`${problemKind(detail.problem)}.title`) })}`}
      {matchedBy === 'time' && ` · ${t('byTimeOnly')}`}
    </p>
  )
}

/** How much was read, where that is not all. */
export function BoundWords({ bound }: { bound: Bound | null }) {
  const t = useTranslations('details')
  const { number } = useFormats()
  return bound && t(`bound.${bound.of}`, { read: number(bound.read), total: number(bound.total) })
}
