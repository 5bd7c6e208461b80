'use client'

import { useTranslations } from 'next-intl'
import { useFormats } from '@/components/tasks/formats'
import { missingScopes, scopeKey } from '@/components/tasks/list/standing'
import type { ScopeNames } from '@/components/tasks/list/use-scope-names'
import type { TasksState } from '@/components/tasks/list/use-tasks'
import { ProblemNotice } from '@/components/tasks/problem-notice'
import { Button } from '@/components/ui/button'
import { Callout } from '@/components/ui/callout'
import { isRefusal } from '@/lib/http/problem'
import { instanceAddress } from '@/lib/tasks/page-address'
import type { ScopeName } from '@/lib/tasks/scope-choice'
import type { TaskSearch } from '@/lib/tasks/task-search'
import type { TasksPage } from '@/lib/tasks/tasks-page'

interface InstanceProblemProps {
  problem: NonNullable<TasksState['problem']>
  instanceId: string
  search: TaskSearch
  scopes: ScopeName[]
  names: ScopeNames
  onRetry: () => void
  navigate: (change: Partial<TaskSearch>) => void
}

/** Why there is nothing to draw: the cloud knows no such instance wherever it was asked, or it was not asked at all. */
export function InstanceProblem(props: InstanceProblemProps) {
  const { problem, instanceId, search, onRetry, navigate } = props
  const problems = useTranslations('problem')
  const list = useTranslations('list')
  return (
    <div className="flex-1 p-3">
      {problem.kind === 'instance-not-found' ? (
        <Nowhere {...props} />
      ) : (
        <ProblemNotice
          {...problem}
          actions={
            isRefusal(problem.kind) ? (
              <Button onClick={() => navigate({ ...instanceAddress(instanceId).defaults, tz: search.tz })}>
                {list('dropFilters')}
              </Button>
            ) : (
              <Button onClick={onRetry}>{problems('retry')}</Button>
            )
          }
        />
      )}
    </div>
  )
}

function Nowhere({ problem, instanceId, search, scopes, names, navigate }: InstanceProblemProps) {
  const t = useTranslations('instance')
  const { account, region } = search
  const asked = scopes.filter(
    (scope) =>
      (account.length === 0 || account.includes(scope.account)) &&
      (region.length === 0 || region.includes(scope.region)),
  )
  const codes = [problem.problem?.code, problem.problem?.requestId].filter(Boolean).join(' · ')
  return (
    <Callout
      role="alert"
      tone="negative"
      title={t('nowhereTitle', { id: instanceId })}
      actions={
        asked.length < scopes.length && (
          <Button onClick={() => navigate({ account: [], region: [] })}>
            {t('askEverywhere', { count: scopes.length })}
          </Button>
        )
      }
    >
      <p>{t('nowhereBody', { count: asked.length })}</p>
      <ul className="flex flex-wrap gap-x-4 text-ink-soft text-sm">
        {asked.map((scope) => (
          <li key={scopeKey(scope)}>{names.one(scope)}</li>
        ))}
      </ul>
      {codes && <p className="select-all break-all font-mono text-xs">{codes}</p>}
    </Callout>
  )
}

interface NothingRanProps {
  search: TaskSearch
  page: TasksPage
  names: ScopeNames
  navigate: (change: Partial<TaskSearch>) => void
}

const WIDEN = [
  ['-7d', 'widen7d'],
  ['-30d', 'widen30d'],
  ['all', 'widenAll'],
] as const

/** Nothing to draw in this stretch of time, as far as it was read. */
export function NothingRan({ search, page: { coverage }, names, navigate }: NothingRanProps) {
  const t = useTranslations('instance')
  const list = useTranslations('list')
  const { number } = useFormats()
  const missing = missingScopes(coverage)
  const filtered = search.type.length > 0 || search.status.length > 0
  const read = coverage.scopes.length - missing.length
  return (
    <div className="flex min-h-48 flex-1 flex-col items-center justify-center gap-3 px-4 py-10 text-center">
      <p className="font-semibold">
        {missing.length > 0
          ? list('countAtLeast', { count: 0, formatted: '0' })
          : filtered
            ? t('nothingMatches')
            : t('nothingRan')}
      </p>
      <p className="text-ink-soft text-sm">
        {missing.length === 0
          ? t('readWhole', { count: read })
          : t('readPart', { read: number(read), total: coverage.scopes.length, missing: names.few(missing) })}
      </p>
      <div className="flex flex-wrap justify-center gap-2">
        {filtered && <Button onClick={() => navigate({ type: [], status: [] })}>{list('dropFilters')}</Button>}
        {WIDEN.filter(([from]) => from !== search.from).map(([from, label]) => (
          <Button key={from} onClick={() => navigate({ from, to: null })}>
            {list(label)}
          </Button>
        ))}
      </div>
    </div>
  )
}
