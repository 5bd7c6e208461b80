'use client'

import { useTranslations } from 'next-intl'
import type { Waiting } from '@/lib/tasks/details/waits-for'
import { useFormats } from '../formats'
import type { Details } from './use-details'

export function WaitingWords({ waiting, details }: { waiting: Waiting; details: Details }) {
  const t = useTranslations('details')
  const { dateTime, zone } = useFormats()
  const settings = useTranslations('settings')
  if (waiting.kind === 'paused') return t('paused')
  if (waiting.kind === 'switch') return t('awaitsSwitch', { instance: waiting.instanceId })
  const { opening, cancellable } = waiting
  const end = cancellable ? t('cancellable') : ''
  if (!opening) {
    const window = details.of('time-window')
    const known = window?.state === 'nothing' ? t('noWindow') : window?.state === 'failed' ? t('windowUnread') : ''
    return [t('awaitsWindow'), known, end].filter(Boolean).join(' ')
  }
  const times = { from: dateTime(opening.opensAt), to: dateTime(opening.closesAt), zone: settings(zone) }
  return [t(opening.isOpen ? 'windowOpen' : 'windowOpens', times), end].filter(Boolean).join(' ')
}
