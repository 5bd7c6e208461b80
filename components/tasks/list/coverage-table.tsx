'use client'

import { useTranslations } from 'next-intl'
import { ToneMark } from '@/components/ui/tone-mark'
import type { ScopeCoverage } from '@/lib/tasks/tasks-page'
import type { Tone } from '@/lib/tone'
import { useFormats } from '../formats'
import { NamelessNote } from './nameless-note'
import { RetryButton } from './retry-button'
import { ScopeReason } from './scope-reason'
import { ageSeconds, type Standing, scopeKey, standingOf, standings } from './standing'
import type { ScopeNames } from './use-scope-names'
import type { ScopeRetry } from './use-tasks'

interface CoverageTableProps {
  scopes: ScopeCoverage[]
  readAt: string
  sinceArrival: number
  names: ScopeNames
  retry: ScopeRetry
}

const TONES: Record<Standing, Tone> = {
  failed: 'negative',
  capped: 'pending',
  moving: 'pending',
  stale: 'pending',
  reading: 'active',
  read: 'positive',
}

/** One row for each account and region, with what is worst first. */
export function CoverageTable({ scopes, readAt, sinceArrival, names, retry }: CoverageTableProps) {
  const t = useTranslations('coverage')
  const severalAccounts = new Set(scopes.map(({ account }) => account)).size > 1
  const worstFirst = standings.flatMap((standing) => scopes.filter((scope) => standingOf(scope) === standing))
  const wide = 'max-sm:hidden'
  return (
    <table className="border-separate border-spacing-0 text-left text-xs [&_tr:not(:first-child)>*]:border-line [&_tbody>tr>*]:border-line [&_tbody>tr>*]:border-t [&_td]:py-1.5 [&_td]:pr-4 [&_td]:align-top [&_th]:py-1.5 [&_th]:pr-4 [&_th]:align-top [&_tr>:last-child]:pr-0">
      <caption className="pb-1 text-left font-semibold text-ink text-sm">{t('title')}</caption>
      <thead className="text-ink-faint [&_th]:font-medium">
        <tr>
          {severalAccounts && <th scope="col">{t('account')}</th>}
          <th scope="col">{t('region')}</th>
          <th scope="col">{t('state')}</th>
          <th scope="col" className={`${wide} text-right`}>
            {t('taskCount')}
          </th>
          <th scope="col" className={`${wide} text-right`}>
            {t('readBefore')}
          </th>
        </tr>
      </thead>
      <tbody>
        {worstFirst.map((scope) => (
          <ScopeRow
            key={scopeKey(scope)}
            scope={scope}
            ageSeconds={ageWith(scope, readAt, sinceArrival)}
            severalAccounts={severalAccounts}
            names={names}
            retry={retry}
          />
        ))}
      </tbody>
    </table>
  )
}

function ageWith(scope: ScopeCoverage, readAt: string, sinceArrival: number): number | null {
  const age = ageSeconds(scope, readAt)
  return age === null ? null : age + sinceArrival
}

interface ScopeRowProps extends Pick<CoverageTableProps, 'names' | 'retry'> {
  scope: ScopeCoverage
  ageSeconds: number | null
  severalAccounts: boolean
}

function ScopeRow({ scope, ageSeconds, severalAccounts, names, retry }: ScopeRowProps) {
  const t = useTranslations('coverage')
  const { number, duration, region } = useFormats()
  const standing = standingOf(scope)
  const { rowsFetched, rowsTotal } = scope
  const tasks = rowsTotal === null ? '—' : t('fraction', { fetched: number(rowsFetched), total: number(rowsTotal) })
  const age = ageSeconds === null ? '—' : ageSeconds < 2 ? t('now') : t('age', { age: duration(ageSeconds) })
  return (
    <tr>
      {severalAccounts && <td className="whitespace-nowrap">{scope.account}</td>}
      <th scope="row" className="font-normal">
        {region(scope.region)}
        <span className="block font-mono text-[0.6875rem] text-ink-faint">{scope.region}</span>
      </th>
      <td className="sm:min-w-80">
        <div className="flex flex-wrap items-start justify-between gap-x-3 gap-y-1">
          <ToneMark tone={TONES[standing]}>{t(`standing.${standing}`)}</ToneMark>
          {scope.state === 'failed' && <RetryButton scopes={[scope]} retry={retry} name={names.one(scope)} />}
        </div>
        {ageSeconds !== null && <span className="block text-ink-faint sm:hidden">{`${tasks} · ${age}`}</span>}
        <div className="flex flex-col">
          <ScopeReason scope={scope} />
          <NamelessNote scope={scope} />
        </div>
      </td>
      <td className="whitespace-nowrap text-right max-sm:hidden">{tasks}</td>
      <td className="whitespace-nowrap text-right max-sm:hidden">{age}</td>
    </tr>
  )
}
