'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import type { TaskSearch } from '@/lib/tasks/task-search'
import { CustomRange } from './custom-range'
import { controlLook, Labelled } from './labelled'
import { rangePreset, rangePresets } from './range-presets'
import { RunningAt } from './running-at'

interface RangeFilterProps {
  search: TaskSearch
  onChange: (change: Pick<TaskSearch, 'from' | 'to' | 'at'>) => void
}

/** Which tasks by their time: those that started in a range, or those that ran at a moment. */
export function RangeFilter({ search, onChange }: RangeFilterProps) {
  const t = useTranslations('filters')
  const { from, to, at, tz } = search
  const times = `${from} ${to} ${at}`
  // A form that was opened stands until the times change, whoever changes them.
  const [opened, setOpened] = useState<{ mode: 'custom' | 'at'; over: string } | null>(null)
  const given = at !== null ? 'at' : rangePreset(search) ? 'preset' : 'custom'
  const mode = opened?.over === times ? opened.mode : given

  function choose(value: string) {
    if (value === 'custom' || value === 'at') return setOpened({ mode: value, over: times })
    setOpened(null)
    onChange({ from: value, to: null, at: null })
  }

  function apply(change: Pick<TaskSearch, 'from' | 'to' | 'at'>) {
    setOpened(null)
    onChange(change)
  }

  return (
    <>
      <Labelled label={mode === 'at' ? t('running') : t('started')}>
        <select
          className={controlLook}
          value={mode === 'preset' ? from : mode}
          onChange={(event) => choose(event.target.value)}
        >
          {rangePresets.map(([value, label]) => (
            <option key={value} value={value}>
              {t(label)}
            </option>
          ))}
          <option value="custom">{t('rangeCustom')}</option>
          <option value="at">{t('runningAt')}</option>
        </select>
      </Labelled>
      {mode === 'custom' && <CustomRange key={`${times} ${tz}`} search={search} onApply={apply} />}
      {mode === 'at' && <RunningAt key={`${times} ${tz}`} at={at} onApply={apply} />}
    </>
  )
}
