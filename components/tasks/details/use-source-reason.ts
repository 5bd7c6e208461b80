'use client'

import { useTranslations } from 'next-intl'
import { type Problem, problemKind } from '@/lib/http/problem'

/** Why an API did not answer, in words; where the key may not ask it, the action to add. */
export function useSourceReason(): (action: string, problem: Problem | null) => string {
  const t = useTranslations('details')
  const problems = useTranslations('problem')
  return (action, problem) => {
    const kind = problem ? problemKind(problem) : 'internal'
    return kind === 'not-permitted' ? t('notPermitted', { action: `cdb:${action}` }) : problems(`${kind}.title`)
  }
}
