'use client'

import { useTranslations } from 'next-intl'
import { type TimeZoneName, timeZones } from '@/lib/tasks/task-search'
import { controlLook, Labelled } from './labelled'

export function ZoneSelect({ zone, onChange }: { zone: TimeZoneName; onChange: (zone: TimeZoneName) => void }) {
  const t = useTranslations('settings')
  return (
    <Labelled label={t('timeZone')}>
      <select
        className={controlLook}
        value={zone}
        onChange={(event) => onChange(timeZones.find((name) => name === event.target.value) ?? 'beijing')}
      >
        {timeZones.map((name) => (
          <option key={name} value={name}>
            {t(name)}
          </option>
        ))}
      </select>
    </Labelled>
  )
}
