'use client'

import { useTranslations } from 'next-intl'
import { controlLook, Labelled } from '@/components/tasks/filters/labelled'
import { rangePreset, rangePresets } from '@/components/tasks/filters/range-presets'
import type { TaskSearch } from '@/lib/tasks/task-search'

interface SpanSelectProps {
  search: TaskSearch
  onChange: (change: Pick<TaskSearch, 'from' | 'to'>) => void
}

/** Up to now; any other stretch of time is chosen on the timeline itself. */
export function SpanSelect({ search, onChange }: SpanSelectProps) {
  const t = useTranslations('instance')
  const filters = useTranslations('filters')
  const isPreset = rangePreset(search) !== null
  return (
    <Labelled label={t('ran')}>
      <select
        className={controlLook}
        value={isPreset ? search.from : 'other'}
        onChange={(event) => onChange({ from: event.target.value, to: null })}
      >
        {rangePresets.map(([value, label]) => (
          <option key={value} value={value}>
            {filters(label)}
          </option>
        ))}
        {!isPreset && (
          <option value="other" disabled>
            {t('asDrawn')}
          </option>
        )}
      </select>
    </Labelled>
  )
}
