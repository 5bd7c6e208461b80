'use client'

import { useTranslations } from 'next-intl'
import type { FailureGroup } from '@/lib/tasks/tasks-page'
import { useFormats } from '../formats'

/** How far tasks that failed alike are spread, and since when: a time alone is one of the day of the reading. */
export function useFailureWords(readAt: string) {
  const t = useTranslations('failures')
  const { dateTime } = useFormats()
  return function spreadOf({ instances, regions, accounts, firstAt }: FailureGroup): string {
    const spread = t('spread', { instances, regions: regions.length, accounts })
    if (firstAt === null) return spread
    const first = dateTime(firstAt)
    const isToday = first.slice(0, 10) === dateTime(readAt).slice(0, 10)
    return t('since', { spread, time: first.slice(isToday ? 11 : 0, 16) })
  }
}
