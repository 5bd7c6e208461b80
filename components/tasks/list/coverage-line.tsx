'use client'

import { useTranslations } from 'next-intl'
import { Disclosure } from '@/components/ui/disclosure'
import { Icon, type IconName } from '@/components/ui/icon'
import { lazilyInBrowser } from '@/components/ui/lazily'
import type { TasksPage } from '@/lib/tasks/tasks-page'
import { useFormats } from '../formats'
import { type CoverageSums, type Standing, sumUp } from './standing'
import { useAge } from './use-age'
import type { ScopeNames } from './use-scope-names'
import type { ScopeRetry } from './use-tasks'

const CoverageTable = lazilyInBrowser(() => import('./coverage-table').then((module) => module.CoverageTable))

interface CoverageLineProps {
  page: TasksPage
  names: ScopeNames
  retry: ScopeRetry
}

/** How much of the truth the rows stand on; always in sight, and opens into what is known of each region. */
export function CoverageLine({ page, names, retry }: CoverageLineProps) {
  const t = useTranslations('coverage')
  const { number, duration } = useFormats()
  const sinceArrival = useAge(page.fetchedAt)
  const { scopes } = page.coverage
  const sums = sumUp(page.coverage, page.fetchedAt)
  const age = sums.ageSeconds === null ? null : sums.ageSeconds + sinceArrival
  const parts = [
    t('read', { read: number(sums.answered), regions: names.counted(scopes) }),
    t(tasksWord(sums), { fetched: number(sums.rowsFetched), total: number(sums.rowsTotal) }),
    age === null ? '' : age < 2 ? t('now') : t('age', { age: duration(age) }),
  ].filter(Boolean)

  return (
    <Disclosure
      summaryClass="-mx-1.5 flex min-h-7 flex-wrap items-center gap-x-2 rounded-md px-1.5 py-0.5 text-ink-faint text-xs hover:bg-hover hover:text-ink"
      summary={
        <>
          {sums.byStanding.reading > 0 && (
            <progress className="w-14" max={sums.rowsTotal || 1} value={sums.rowsFetched} aria-hidden="true" />
          )}
          <span>{parts.join(' · ')}</span>
          {WORDS.map(
            ({ standing, icon, look }) =>
              sums.byStanding[standing] > 0 && (
                <span key={standing} className={`inline-flex items-center gap-1 whitespace-nowrap ${look}`}>
                  <Icon name={icon} className="size-3" />
                  {t(`count.${standing}`, { count: sums.byStanding[standing] })}
                </span>
              ),
          )}
          <Icon name="chevron" className="size-3" />
        </>
      }
    >
      <CoverageTable scopes={scopes} readAt={page.fetchedAt} sinceArrival={sinceArrival} names={names} retry={retry} />
    </Disclosure>
  )
}

/** Where a region has not said how many it has, the sum of the others is no total. */
function tasksWord({ totalIsLeast, rowsFetched, rowsTotal }: CoverageSums) {
  if (!totalIsLeast) return 'tasks'
  return rowsFetched === rowsTotal ? 'tasksRead' : 'tasksAtLeast'
}

/** What is not simply read has a word and a shape of its own. */
const WORDS = [
  { standing: 'failed', icon: 'warning', look: 'text-negative' },
  { standing: 'capped', icon: 'dash', look: 'text-pending' },
  { standing: 'moving', icon: 'dots', look: 'text-pending' },
  { standing: 'stale', icon: 'clock', look: 'text-pending' },
  { standing: 'reading', icon: 'play', look: 'text-active' },
] as const satisfies { standing: Standing; icon: IconName; look: string }[]
