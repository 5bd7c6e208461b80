'use client'

import { useFormatter, useLocale, useTranslations } from 'next-intl'
import { createContext, type ReactNode, useContext, useMemo } from 'react'
import { humanBytes } from '@/lib/format/bytes'
import { formatDateTime, type Zone } from '@/lib/format/date-time'
import { durationParts } from '@/lib/format/duration'
import type { Locale } from '@/lib/i18n/locale'
import { regionName } from '@/lib/tasks/regions'
import type { Task } from '@/lib/tasks/task'

/** How a person of this language and zone reads the facts of a task. */
export type Formats = ReturnType<typeof createFormats>

const FormatsContext = createContext<Formats | null>(null)

/** Made once a page and handed down: a table has hundreds of cells, and a translator of its own for each is slow. */
export function FormatsProvider({ zone, children }: { zone: Zone; children: ReactNode }) {
  const locale = useLocale()
  const format = useFormatter()
  const time = useTranslations('time')
  const types = useTranslations('taskType')
  const statuses = useTranslations('taskStatus')
  const formats = useMemo(
    () => createFormats({ zone, locale, format, time, types, statuses }),
    [zone, locale, format, time, types, statuses],
  )
  return <FormatsContext value={formats}>{children}</FormatsContext>
}

export function useFormats(): Formats {
  const formats = useContext(FormatsContext)
  if (!formats) throw new Error('useFormats outside FormatsProvider')
  return formats
}

interface Words {
  zone: Zone
  locale: Locale
  format: ReturnType<typeof useFormatter>
  time: ReturnType<typeof useTranslations<'time'>>
  types: ReturnType<typeof useTranslations<'taskType'>>
  statuses: ReturnType<typeof useTranslations<'taskStatus'>>
}

function createFormats({ zone, locale, format, time, types, statuses }: Words) {
  return {
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
  }
}

/** A word nobody has documented stands as it came. */
function asKnown(slug: string, label: string, wire: Task['typeWire']): string {
  return slug === 'unknown' && wire !== null && wire !== '' ? `${label} (${wire})` : label
}
