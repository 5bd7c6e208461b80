'use client'

import { useTranslations } from 'next-intl'
import { visibleControls } from '@/components/ui/long-text'
import { problemKind } from '@/lib/http/problem'
import type { ScopeCoverage } from '@/lib/tasks/tasks-page'

/** Why a scope could not be read: in our words, then the cloud's code and request id, each selected by one click. */
export function ScopeReason({ scope }: { scope: Pick<ScopeCoverage, 'problem'> }) {
  const t = useTranslations('problem')
  const { problem } = scope
  if (!problem) return null
  return (
    <>
      {t(`${problemKind(problem)}.title`)}
      <ScopeCodes problem={problem} />
    </>
  )
}

function ScopeCodes({ problem: { code, requestId } }: { problem: NonNullable<ScopeCoverage['problem']> }) {
  const t = useTranslations('problem')
  return (
    <span className="font-mono text-ink-soft text-xs [overflow-wrap:anywhere]">
      {code && (
        <>
          {' · '}
          <span className="select-all">{visibleControls(code.slice(0, 100))}</span>
        </>
      )}
      {requestId && (
        <>
          {' · '}
          {t('requestId')} <span className="select-all">{visibleControls(requestId.slice(0, 100))}</span>
        </>
      )}
    </span>
  )
}
