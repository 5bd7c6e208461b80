'use client'

import { useTranslations } from 'next-intl'
import { Button, buttonLook } from '@/components/ui/button'
import { Callout } from '@/components/ui/callout'
import type { TaskSearch } from '@/lib/tasks/task-search'
import type { ScopeCoverage, TasksPage } from '@/lib/tasks/tasks-page'
import { useFormats } from '../formats'
import { heldFrom } from './answer'
import { RetryButton } from './retry-button'
import { ScopeReason } from './scope-reason'
import { SearchLink } from './search-link'
import { missingScopes, scopeKey, standingOf, sumUp } from './standing'
import type { ScopeNames } from './use-scope-names'
import type { ScopeRetry } from './use-tasks'
import { WithoutLink } from './without-link'

interface UnansweredProps {
  page: TasksPage
  search: TaskSearch
  names: ScopeNames
  navigate: (change: Partial<TaskSearch>) => void
}

/** In place of the rows: the answer is out of the whole, and the whole is still being read. */
export function StillReading({
  page,
  search,
  names,
  navigate,
  onResume,
}: UnansweredProps & { /** Null unless paused. */ onResume: (() => void) | null }) {
  const t = useTranslations('list')
  const { number } = useFormats()
  const { rowsFetched, rowsTotal, totalIsLeast, answered } = sumUp(page.coverage, page.fetchedAt)
  const reading = page.coverage.scopes.filter((scope) => standingOf(scope) === 'reading')
  return (
    <div className="flex min-h-64 flex-1 flex-col items-center justify-center gap-3 px-4 py-12 text-center">
      <p className="font-semibold">
        {t(totalIsLeast ? 'readingAtLeast' : 'readingTitle', {
          fetched: number(rowsFetched),
          total: number(rowsTotal),
        })}
      </p>
      <progress className="w-64 max-w-full" max={rowsTotal || 1} value={rowsFetched} aria-label={t('reading')} />
      <p className="max-w-prose text-ink-soft text-sm">{t('readingBody')}</p>
      <div className="flex flex-wrap justify-center gap-2">
        {onResume && <Button onClick={onResume}>{t('resumeReading')}</Button>}
        {answered > 0 && (
          <WithoutLink
            words="answerWithout"
            scopes={page.coverage.scopes}
            unwanted={reading}
            search={search}
            names={names}
            navigate={navigate}
          />
        )}
      </div>
    </div>
  )
}

/** In place of the rows: what is missing, so that the answer would be one out of a part, and the ways on. */
export function Unanswered({ page, search, names, retry, navigate }: UnansweredProps & { retry: ScopeRetry }) {
  const t = useTranslations('list')
  const missing = missingScopes(page.coverage)
  const from = heldFrom(missing)
  const notCapped = missing.filter((scope) => standingOf(scope) !== 'capped')
  return (
    <div className="flex-1 overflow-auto p-3">
      <Callout role="alert" tone="pending" title={t('unansweredTitle')}>
        <p>{t('unansweredBody')}</p>
        <div className="flex flex-wrap gap-2 py-1">
          {from !== null && (
            <SearchLink className={buttonLook} search={search} change={{ from, page: 1 }} navigate={navigate}>
              {t('narrowToHeld')}
            </SearchLink>
          )}
          <WithoutLink
            words="answerWithout"
            scopes={page.coverage.scopes}
            unwanted={from === null ? missing : notCapped}
            search={search}
            names={names}
            navigate={navigate}
          />
        </div>
        <ul className="divide-y divide-line border-line border-t">
          {missing.map((scope) => (
            <li key={scopeKey(scope)} className="flex min-h-9 flex-wrap items-center gap-x-3 gap-y-1 py-1">
              <span className="flex min-w-48 flex-1 flex-wrap items-baseline gap-x-2">
                <strong className="font-semibold">{names.one(scope)}</strong>
                <Missing scope={scope} />
              </span>
              {scope.state === 'failed' && <RetryButton scopes={[scope]} retry={retry} name={names.one(scope)} />}
            </li>
          ))}
        </ul>
      </Callout>
    </div>
  )
}

function Missing({ scope }: { scope: ScopeCoverage }) {
  const t = useTranslations('list')
  const { number } = useFormats()
  const standing = standingOf(scope)
  if (standing === 'failed') return <ScopeReason scope={scope} />
  return t(standing === 'capped' ? 'missingCapped' : 'missingMoving', {
    held: number(scope.rowsFetched),
    total: number(scope.rowsTotal ?? scope.rowsFetched),
  })
}
