'use client'

import { useFormatter, useLocale, useTranslations } from 'next-intl'
import { createContext, useContext, useMemo } from 'react'
import { humanBytes } from '@/lib/format/bytes'
import { formatDateTime, type Zone } from '@/lib/format/date-time'
import { durationParts } from '@/lib/format/duration'
import { regionName } from '@/lib/tasks/regions'
import type { Task } from '@/lib/tasks/task'

/** The zone of every time below it; the address chooses it. */
export const ZoneContext = createContext<Zone>('beijing')

/** How a person of this language and zone reads the facts of a task. */
export function useFormats() {
  const locale = useLocale()
  const zone = useContext(ZoneContext)
  const format = useFormatter()
  const time = useTranslations('time')
  const types = useTranslations('taskType')
  const statuses = useTranslations('taskStatus')

  return useMemo(
    () => ({
      zone,
      number: (value: number) => format.number(value, { maximumFractionDigits: 2 }),
      dateTime: (utc: string) => formatDateTime(utc, zone),
      duration: (seconds: number) =>
        durationParts(seconds)
          .map(({ unit, n }) => time(unit, { n }))
          .join(' '),
      bytes(value: number) {
        const { amount, unit } = humanBytes(value)
        return `${format.number(amount, { maximumFractionDigits: 1 })} ${unit}`
      },
      region: (region: string) => regionName(region, locale),
      type: ({ type, typeWire }: Pick<Task, 'type' | 'typeWire'>) => asKnown(type, types(type), typeWire),
      status: ({ status, statusWire }: Pick<Task, 'status' | 'statusWire'>) =>
        asKnown(status, statuses(status), statusWire),
    }),
    [locale, zone, format, time, types, statuses],
  )
}

/** A word nobody has documented stands as it came. */
function asKnown(slug: string, label: string, wire: Task['typeWire']): string {
  return slug === 'unknown' && wire !== null && wire !== '' ? `${label} (${wire})` : label
}
