'use client'

import { useTranslations } from 'next-intl'
import type { Outcome } from '@/lib/tasks/outcome'
import { useStatusLabel } from '../use-status-label'

export function useOutcomeLabel(): (outcome: Outcome) => string {
  const t = useTranslations('overview')
  const status = useStatusLabel()
  return (outcome) => (outcome === 'other' ? t('other') : status(outcome === 'succeeded' ? 'succeed' : outcome))
}
