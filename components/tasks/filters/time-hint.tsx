'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { useFormats } from '../formats'

interface TimeHintProps {
  /** The last time that was written could not be read. */
  refused: boolean
  children?: ReactNode
}

/** How a time is written here; the same words as an alert where it was not. */
export function TimeHint({ refused, children }: TimeHintProps) {
  const t = useTranslations('filters')
  const zones = useTranslations('settings')
  const { zone } = useFormats()
  return (
    <p
      role={refused ? 'alert' : undefined}
      className={`basis-full text-xs ${refused ? 'text-negative' : 'text-ink-faint'}`}
    >
      {refused ? t('timeUnread') : t('customZone', { zone: zones(zone) })} {!refused && children}
    </p>
  )
}
