'use client'

import { useTranslations } from 'next-intl'
import { useFormats } from '@/components/tasks/formats'
import { toUtcText } from '@/lib/tasks/task-time'
import type { Run, TimeSpan } from '@/lib/tasks/timeline'

/** `03:12:05–03:14:20`, with the day where the span has more than one or the end has another. */
export function useRunWords(span: TimeSpan): (run: Run) => string {
  const t = useTranslations('instance')
  const { dateTime } = useFormats()
  const shown = (epochMs: number) => dateTime(toUtcText(epochMs))
  const oneDay = shown(span.fromMs).slice(0, 10) === shown(span.toMs).slice(0, 10)

  return ({ fromMs, toMs, open }) => {
    const start = shown(fromMs)
    const end = shown(toMs)
    const sameDay = start.slice(0, 10) === end.slice(0, 10)
    const from = oneDay && sameDay ? start.slice(11) : start
    if (open) return t('since', { time: from })
    return fromMs === toMs ? from : `${from}–${sameDay ? end.slice(11) : end}`
  }
}
