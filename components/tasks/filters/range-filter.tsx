'use client'

import { useTranslations } from 'next-intl'
import { type FormEvent, useState } from 'react'
import { Button } from '@/components/ui/button'
import { zoneOffsets } from '@/lib/format/date-time'
import type { TaskSearch } from '@/lib/tasks/task-search'
import { isRelative, readTimeBound, wallClockToUtc } from '@/lib/tasks/task-time'
import { useFormats } from '../formats'
import { controlLook, Labelled } from './labelled'
import { rangePreset, rangePresets } from './range-presets'

interface RangeFilterProps {
  search: TaskSearch
  onChange: (change: Partial<TaskSearch>) => void
}

export function RangeFilter({ search, onChange }: RangeFilterProps) {
  const t = useTranslations('filters')
  const [opened, setOpened] = useState(false)
  const preset = rangePreset(search) ? search.from : 'custom'
  const custom = opened || preset === 'custom'

  function choose(value: string) {
    setOpened(value === 'custom')
    if (value !== 'custom') onChange({ from: value, to: null })
  }

  return (
    <>
      <Labelled label={t('started')}>
        <select
          className={controlLook}
          value={custom ? 'custom' : preset}
          onChange={(event) => choose(event.target.value)}
        >
          {rangePresets.map(([value, label]) => (
            <option key={value} value={value}>
              {t(label)}
            </option>
          ))}
          <option value="custom">{t('rangeCustom')}</option>
        </select>
      </Labelled>
      {custom && (
        <CustomRange
          key={`${search.from} ${search.to} ${search.tz}`}
          search={search}
          onChange={(change) => {
            setOpened(false)
            onChange(change)
          }}
        />
      )}
    </>
  )
}

function CustomRange({ search, onChange }: RangeFilterProps) {
  const t = useTranslations('filters')
  const zones = useTranslations('settings')
  const { zone, dateTime } = useFormats()
  const shown = (bound: string) => (isRelative(bound) ? bound : dateTime(bound))
  const [from, setFrom] = useState(search.from === 'all' ? '' : shown(search.from))
  const [to, setTo] = useState(search.to === null ? '' : shown(search.to))
  const [refused, setRefused] = useState(false)

  /** A wall clock in the chosen zone, or whatever else an address takes, such as `-2w`. */
  function read(text: string): string | null {
    const bound = readTimeBound(text.trim())
    if (bound !== null && isRelative(bound)) return bound
    const offset = zoneOffsets[zone](Date.parse(`${text.trim().replace(' ', 'T')}Z`))
    return wallClockToUtc(text.trim(), Number.isNaN(offset) ? 0 : offset)
  }

  function apply(event: FormEvent) {
    event.preventDefault()
    const fromUtc = from.trim() === '' ? 'all' : read(from)
    const toUtc = to.trim() === '' ? null : read(to)
    if (fromUtc === null || (to.trim() !== '' && toUtc === null)) setRefused(true)
    else onChange({ from: fromUtc, to: toUtc })
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
      <p
        role={refused ? 'alert' : undefined}
        className={`basis-full text-xs ${refused ? 'text-negative' : 'text-ink-faint'}`}
      >
        {refused ? t('timeUnread') : t('customZone', { zone: zones(zone) })}
      </p>
    </form>
  )
}
