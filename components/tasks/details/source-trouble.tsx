'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Callout } from '@/components/ui/callout'
import type { Detail } from '@/lib/tasks/details/task-details'
import { useSourceReason } from './use-source-reason'

interface SourceTroubleProps {
  detail: Detail
  onRetry: () => Promise<unknown>
}

/** One source that did not answer, in words; the others stand beside it. */
export function SourceTrouble({ detail: { action, problem }, onRetry }: SourceTroubleProps) {
  const t = useTranslations('details')
  const problems = useTranslations('problem')
  const coverage = useTranslations('coverage')
  const [isAsking, setAsking] = useState(false)
  async function retry() {
    if (isAsking) return
    setAsking(true)
    await onRetry()
    setAsking(false)
  }
  const reason = useSourceReason()
  return (
    <Callout
      tone="pending"
      actions={
        <Button aria-disabled={isAsking} onClick={() => void retry()}>
          {isAsking ? coverage('retrying') : problems('retry')}
        </Button>
      }
    >
      <p className="font-medium">{t('failed', { action })}</p>
      <p>{reason(action, problem)}</p>
      {(problem?.code || problem?.requestId) && (
        <p className="break-all font-mono text-ink-soft text-xs">
          {[problem.code, problem.requestId].filter(Boolean).join(' · ')}
        </p>
      )}
    </Callout>
  )
}
