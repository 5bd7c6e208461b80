'use client'

import { useTranslations } from 'next-intl'
import { type FormEvent, useState } from 'react'
import { Button } from '@/components/ui/button'
import { defaultTaskSearch, type TaskSearch } from '@/lib/tasks/task-search'
import { isRelative, toUtcText } from '@/lib/tasks/task-time'
import { useFormats } from '../formats'
import { controlLook, Labelled } from './labelled'
import { readInZone } from './read-in-zone'
import { TimeHint } from './time-hint'

interface RunningAtProps {
  at: string | null
  onApply: (change: Pick<TaskSearch, 'from' | 'to' | 'at'>) => void
}

/** Opens at the present moment, to be set back from there. */
export function RunningAt({ at, onApply }: RunningAtProps) {
  const t = useTranslations('filters')
  const { zone, dateTime } = useFormats()
  const [text, setText] = useState(() => (at && isRelative(at) ? at : dateTime(at ?? toUtcText(Date.now()))))
  const [refused, setRefused] = useState(false)

  function apply(event: FormEvent) {
    event.preventDefault()
    const moment = readInZone(text, zone)
    if (moment === null) setRefused(true)
    else onApply({ from: defaultTaskSearch.from, to: null, at: moment })
  }

  return (
    <form onSubmit={apply} className="flex max-w-md flex-wrap items-end gap-1.5">
      <Labelled label={t('moment')}>
        <input className={`${controlLook} w-44`} value={text} onChange={(event) => setText(event.target.value)} />
      </Labelled>
      <Button type="submit" className="min-h-8">
        {t('apply')}
      </Button>
      <TimeHint refused={refused}>{t('lookBack')}</TimeHint>
    </form>
  )
}
