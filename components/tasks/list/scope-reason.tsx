'use client'

import { useTranslations } from 'next-intl'
import { visibleControls } from '@/components/ui/long-text'
import { problemKind } from '@/lib/http/problem'
import type { ScopeCoverage } from '@/lib/tasks/tasks-page'

/**
 * Why a scope could not be read: in our words, then the cloud's code and request id, each selected by one click. Parts
 * of whatever box they stand in.
 */
export function ScopeReason({ scope: { problem } }: { scope: Pick<ScopeCoverage, 'problem'> }) {
  const t = useTranslations('problem')
  if (!problem) return null
  const { code, requestId } = problem
  const part = 'font-mono text-ink-soft text-xs [overflow-wrap:anywhere]'
  return (
    <>
      <span>{t(`${problemKind(problem)}.title`)}</span>
      {code && (
        <span className={part}>
          <span className="select-all">{visibleControls(code.slice(0, 100))}</span>
        </span>
      )}
      {requestId && (
        <span className={part}>
          {t('requestId')} <span className="select-all">{visibleControls(requestId.slice(0, 100))}</span>
        </span>
      )}
    </>
  )
}
