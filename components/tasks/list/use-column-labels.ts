'use client'

import { useTranslations } from 'next-intl'
import { useFormats } from '../formats'
import type { TaskColumnId } from './columns'

export function useColumnLabels(): Record<TaskColumnId, string> {
  const t = useTranslations('list')
  const zones = useTranslations('settings')
  const { zone } = useFormats()
  return {
    status: t('status'),
    type: t('type'),
    instance: t('instance'),
    message: t('message'),
    progress: t('progress'),
    started: t('started', { zone: zones(zone) }),
    duration: t('duration'),
    account: t('account'),
    region: t('regionColumn'),
    job: t('job'),
  }
}
