'use client'

import { useTranslations } from 'next-intl'
import type { TasksState } from '@/components/tasks/list/use-tasks'
import { ProblemNotice } from '@/components/tasks/problem-notice'
import { Button } from '@/components/ui/button'
import { Callout } from '@/components/ui/callout'
import { isRefusal } from '@/lib/http/problem'
import type { ScopeName } from '@/lib/tasks/opened-scope'
import { instanceAddress } from '@/lib/tasks/page-address'
import type { TaskSearch } from '@/lib/tasks/task-search'
import { PlaceName } from './place-name'

interface InstanceProblemProps {
  problem: NonNullable<TasksState['problem']>
  instanceId: string
  search: TaskSearch
  scopes: ScopeName[]
  onRetry: () => void
  navigate: (change: Partial<TaskSearch>) => void
}

/** Why there is nothing to draw: the cloud knows no such instance wherever it was asked, or it was not asked at all. */
export function InstanceProblem({ problem, instanceId, search, scopes, onRetry, navigate }: InstanceProblemProps) {
  const t = useTranslations('instance')
  const problems = useTranslations('problem')
  const list = useTranslations('list')
  const { account, region } = search
  const asked = scopes.filter(
    (scope) =>
      (account.length === 0 || account.includes(scope.account)) &&
      (region.length === 0 || region.includes(scope.region)),
  )
  const elsewhere = asked.length < scopes.length

  if (problem.kind === 'instance-not-found') {
    const codes = [problem.problem?.code, problem.problem?.requestId].filter(Boolean).join(' · ')
    return (
      <div className="flex-1 p-3">
        <Callout
          role="alert"
          tone="negative"
          title={t('nowhereTitle', { id: instanceId })}
          actions={
            elsewhere && (
              <Button onClick={() => navigate({ account: [], region: [] })}>
                {t('askEverywhere', { count: scopes.length })}
              </Button>
            )
          }
        >
          <p>{t('nowhereBody', { count: asked.length })}</p>
          <ul className="flex flex-wrap gap-x-4 text-sm">
            {asked.map((place) => (
              <li key={`${place.account} ${place.region}`}>
                <PlaceName place={place} scopes={scopes} />
              </li>
            ))}
          </ul>
          {codes && <p className="select-all break-all font-mono text-xs">{codes}</p>}
        </Callout>
      </div>
    )
  }
  return (
    <div className="flex-1 p-3">
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
    </div>
  )
}

interface NothingRanProps {
  search: TaskSearch
  whole: boolean
  navigate: (change: Partial<TaskSearch>) => void
}

const WIDEN = [
  ['-7d', 'widen7d'],
  ['-30d', 'widen30d'],
  ['all', 'widenAll'],
] as const

/** Nothing to draw in this stretch of time, as far as is known. */
export function NothingRan({ search, whole, navigate }: NothingRanProps) {
  const t = useTranslations('instance')
  const list = useTranslations('list')
  const filtered = search.type.length > 0 || search.status.length > 0
  return (
    <div className="flex min-h-48 flex-1 flex-col items-center justify-center gap-3 px-4 py-10 text-center">
      <p className="font-semibold">{filtered ? t('nothingMatches') : t('nothingRan')}</p>
      {!whole && <p className="text-ink-soft text-sm">{t('asFarAsKnown')}</p>}
      <div className="flex flex-wrap justify-center gap-2">
        {filtered && <Button onClick={() => navigate({ type: [], status: [] })}>{list('dropFilters')}</Button>}
        {WIDEN.map(([from, label]) => (
          <Button key={from} onClick={() => navigate({ from, to: null })}>
            {list(label)}
          </Button>
        ))}
      </div>
    </div>
  )
}
