'use client'

import { useTranslations } from 'next-intl'
import { type FormEvent, useState } from 'react'
import { Button } from '@/components/ui/button'
import type { TaskSearch } from '@/lib/tasks/task-search'
import { isRelative } from '@/lib/tasks/task-time'
import { useFormats } from '../formats'
import { controlLook, Labelled } from './labelled'
import { readInZone } from './read-in-zone'
import { TimeHint } from './time-hint'

interface CustomRangeProps {
  search: TaskSearch
  onApply: (change: Pick<TaskSearch, 'from' | 'to' | 'at'>) => void
}

export function CustomRange({ search, onApply }: CustomRangeProps) {
  const t = useTranslations('filters')
  const { zone, dateTime } = useFormats()
  const shown = (bound: string) => (isRelative(bound) ? bound : dateTime(bound))
  const [from, setFrom] = useState(search.from === 'all' ? '' : shown(search.from))
  const [to, setTo] = useState(search.to === null ? '' : shown(search.to))
  const [refused, setRefused] = useState(false)

  function apply(event: FormEvent) {
    event.preventDefault()
    const fromUtc = from.trim() === '' ? 'all' : readInZone(from, zone)
    const toUtc = to.trim() === '' ? null : readInZone(to, zone)
    if (fromUtc === null || (to.trim() !== '' && toUtc === null)) setRefused(true)
    else onApply({ from: fromUtc, to: toUtc, at: null })
  }

  return (
    <form onSubmit={apply} className="flex flex-wrap items-end gap-1.5">
      <Labelled label={t('from')}>
        <input className={`${controlLook} w-44`} value={from} onChange={(event) => setFrom(event.target.value)} />
      </Labelled>
      <Labelled label={t('to')}>
        <input className={`${controlLook} w-44`} value={to} onChange={(event) => setTo(event.target.value)} />
      </Labelled>
      <Button type="submit" className="min-h-8">
        {t('apply')}
      </Button>
      <TimeHint refused={refused} />
    </form>
  )
}
