'use client'

import { useTranslations } from 'next-intl'
import { useFormats } from '@/components/tasks/formats'
import { visibleControls } from '@/components/ui/long-text'
import { eventLabel } from '@/lib/tasks/details/describe-events'
import type { InstanceEvent } from '@/lib/tasks/details/task-details'

const MOST_TOLD = 8

/** What the events of one mark are, a line each; the table has all of them. */
export function useEventWords(): (events: InstanceEvent[]) => string {
  const t = useTranslations('instance')
  const payload = useTranslations('payload')
  const { dateTime, number } = useFormats()

  function wordsOf({ kind, name, at, note }: InstanceEvent): string {
    const label = kind === 'parameter' ? null : eventLabel(name)
    const what = label === null ? name : payload(label as never)
    return [dateTime(at), what, note].flatMap((part) => (part ? visibleControls(part.slice(0, 80)) : [])).join(' · ')
  }

  return (events) => {
    const left = events.length - MOST_TOLD
    const lines = events.slice(0, MOST_TOLD).map(wordsOf)
    return [...lines, ...(left > 0 ? [t('moreEvents', { count: number(left) })] : [])].join('\n')
  }
}
