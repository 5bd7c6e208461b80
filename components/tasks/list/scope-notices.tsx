'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Icon } from '@/components/ui/icon'
import type { TaskSearch } from '@/lib/tasks/task-search'
import type { ScopeCoverage } from '@/lib/tasks/tasks-page'
import { useFormats } from '../formats'
import { RetryButton } from './retry-button'
import { ScopeReason } from './scope-reason'
import { ageSeconds, scopeKey, standingOf } from './standing'
import type { ScopeNames } from './use-scope-names'
import type { ScopeRetry } from './use-tasks'
import { WithoutLink } from './without-link'

interface ScopeNoticesProps {
  scopes: ScopeCoverage[]
  readAt: string
  search: TaskSearch
  names: ScopeNames
  retry: ScopeRetry
  navigate: (change: Partial<TaskSearch>) => void
}

/** Above the rows, in sight without opening anything: which regions are missing from them, and which are old in them. */
export function ScopeNotices({ scopes, readAt, search, names, retry, navigate }: ScopeNoticesProps) {
  const t = useTranslations('coverage')
  const { duration } = useFormats()
  const failed = scopes.filter((scope) => standingOf(scope) === 'failed')
  const old = scopes.filter(({ stale }) => stale)
  const age = (scope: ScopeCoverage) => duration(ageSeconds(scope, readAt) ?? 0)
  return (
    <>
      <Notice
        look="bg-negative-soft [&_.icon.sign]:text-negative"
        scopes={failed}
        names={names}
        retry={retry}
        one={(scope) => t('failedOne', { scope: names.one(scope) })}
        many={t('failedMany', { count: failed.length })}
        actions={
          <WithoutLink
            words="without"
            scopes={scopes}
            unwanted={failed}
            search={search}
            names={names}
            navigate={navigate}
          />
        }
      />
      <Notice
        look="bg-pending-soft [&_.icon.sign]:text-pending"
        scopes={old}
        names={names}
        retry={retry}
        one={(scope) => t('staleOne', { scope: names.one(scope), age: age(scope) })}
        many={t('staleMany', { count: old.length })}
      />
    </>
  )
}

interface NoticeProps {
  look: string
  scopes: ScopeCoverage[]
  names: ScopeNames
  retry: ScopeRetry
  one: (scope: ScopeCoverage) => string
  many: string
  actions?: ReactNode
}

function Notice({ look, scopes, names, retry, one, many, actions }: NoticeProps) {
  const [first] = scopes
  if (!first) return null
  const all = (
    <span className="ml-auto flex flex-wrap items-center gap-2">
      <RetryButton scopes={scopes} retry={retry} name={names.few(scopes)} />
      {actions}
    </span>
  )
  const sign = <Icon name="warning" className="sign size-4" />
  if (scopes.length === 1) {
    return (
      <div className={`flex flex-wrap items-center gap-x-3 gap-y-1 border-line border-b px-3 py-1.5 text-sm ${look}`}>
        {sign}
        <p role="alert" className="flex min-w-48 flex-1 flex-wrap items-baseline gap-x-2">
          <strong className="font-semibold">{one(first)}</strong>
          <ScopeReason scope={first} />
        </p>
        {all}
      </div>
    )
  }
  return (
    <div className={`flex flex-wrap items-start gap-x-3 gap-y-1 border-line border-b px-3 py-1.5 text-sm ${look}`}>
      <details className="group min-w-48 flex-1">
        <summary className="flex min-h-7 items-center gap-3 font-semibold">
          {sign}
          <span role="alert">{many}</span>
          <Icon name="chevron" className="size-3 group-open:rotate-180" />
        </summary>
        <ul className="mt-1 max-h-48 overflow-y-auto pl-7">
          {scopes.map((scope) => (
            <li key={scopeKey(scope)} className="flex flex-wrap items-center gap-x-3 gap-y-1 border-line border-t py-1">
              <span className="flex min-w-48 flex-1 flex-wrap items-baseline gap-x-2">
                <span>{one(scope)}</span>
                <ScopeReason scope={scope} />
              </span>
              <RetryButton scopes={[scope]} retry={retry} name={names.one(scope)} />
            </li>
          ))}
        </ul>
      </details>
      {all}
    </div>
  )
}
