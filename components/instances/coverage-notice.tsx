'use client'

import { useTranslations } from 'next-intl'
import { useFormats } from '@/components/tasks/formats'
import { Button } from '@/components/ui/button'
import { Callout } from '@/components/ui/callout'
import { problemKind } from '@/lib/http/problem'
import type { ScopeName } from '@/lib/tasks/opened-scope'
import type { ScopeCoverage, TasksPage } from '@/lib/tasks/tasks-page'
import { PlaceName } from './place-name'

interface CoverageNoticeProps {
  page: TasksPage
  scopes: ScopeName[]
  onRetry: () => void
}

/** What was not read, by name: an instance may be just there. */
export function CoverageNotice({ page, scopes, onRetry }: CoverageNoticeProps) {
  const t = useTranslations('instance')
  const problems = useTranslations('problem')
  const { number } = useFormats()
  const asked = page.coverage.scopes
  const wanting = asked.filter(({ state }) => state !== 'complete')
  if (wanting.length === 0) return null
  const failed = wanting.filter(({ state }) => state === 'failed').length
  const nowhere = page.tasks.length === 0 && page.earlier.length === 0
  const values = { failed, answered: number(asked.length - failed), total: asked.length }

  return (
    <Callout
      role="status"
      tone="pending"
      title={failed === 0 ? t('partTitle') : nowhere ? t('nowhereYet', values) : t('failedTitle', values)}
      actions={<Button onClick={onRetry}>{problems('retry')}</Button>}
    >
      <ul className="space-y-0.5 text-sm">
        {wanting.map((scope) => (
          <li key={`${scope.account} ${scope.region}`}>
            <PlaceName place={scope} scopes={scopes} />
            {': '}
            <Why scope={scope} />
          </li>
        ))}
      </ul>
    </Callout>
  )
}

const GAPS = { reading: 'gapReading', capped: 'gapCapped', moving: 'gapMoving' } as const

function Why({ scope: { state, gap, problem, stale, fetchedAt } }: { scope: ScopeCoverage }) {
  const t = useTranslations('instance')
  const problems = useTranslations('problem')
  const { dateTime } = useFormats()
  const words = problem ? problems(`${problemKind(problem)}.title`) : state === 'failed' ? t('noAnswer') : t('part')
  const codes = [problem?.code, problem?.requestId].filter(Boolean).join(' · ')
  return (
    <>
      {gap ? t(GAPS[gap]) : words}
      {stale && fetchedAt !== null && ` ${t('stale', { time: dateTime(fetchedAt) })}`}
      {codes && <span className="ml-2 select-all break-all font-mono text-xs">{codes}</span>}
    </>
  )
}
