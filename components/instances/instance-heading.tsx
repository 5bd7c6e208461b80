'use client'

import { useTranslations } from 'next-intl'
import type { Ref } from 'react'
import { useFormats } from '@/components/tasks/formats'
import type { TasksState } from '@/components/tasks/list/use-tasks'
import { addressOf } from '@/components/tasks/use-task-search'
import { Button } from '@/components/ui/button'
import { CopyButton } from '@/components/ui/copy-button'
import { Icon } from '@/components/ui/icon'
import type { ScopeName } from '@/lib/tasks/opened-scope'
import { defaultTaskSearch, type TaskSearch } from '@/lib/tasks/task-search'
import { CoverageNotice } from './coverage-notice'
import { PlaceName } from './place-name'

interface InstanceHeadingProps {
  instanceId: string
  search: TaskSearch
  scopes: ScopeName[]
  tasks: TasksState
  navigate: (change: Partial<TaskSearch>) => void
  ref: Ref<HTMLHeadingElement>
}

/** The id, where it was found, and how far that is known. */
export function InstanceHeading({ instanceId, search, scopes, tasks, navigate, ref }: InstanceHeadingProps) {
  const t = useTranslations('instance')
  const { number } = useFormats()
  const { page } = tasks
  const places = placesOf(page ? [...page.tasks, ...page.earlier] : [])
  const narrowed = search.account.length > 0 || search.region.length > 0

  return (
    <div className="space-y-2">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
        <a
          className="inline-flex min-h-6 items-center gap-1 text-accent text-sm underline-offset-2 hover:underline"
          href={addressOf({ ...defaultTaskSearch, instance: instanceId, tz: search.tz })}
        >
          <Icon name="left" className="size-3" />
          {t('toList')}
        </a>
        <h1 ref={ref} tabIndex={-1} className="outline-none font-semibold text-lg">
          <span className="sr-only">{t('title')} </span>
          <bdi className="break-all font-mono">{instanceId}</bdi>
        </h1>
        <CopyButton text={() => instanceId} label={t('copyId')} iconOnly />
        {places.length > 0 && (
          <ul aria-label={t('places')} className="flex flex-wrap gap-x-4 text-sm">
            {places.map((place) => (
              <li key={`${place.account} ${place.region}`}>
                <PlaceName place={place} scopes={scopes} />
              </li>
            ))}
          </ul>
        )}
        {page && (
          <p className="text-ink-faint text-xs">
            {t('coverage', {
              answered: number(page.coverage.scopes.filter(({ state }) => state !== 'failed').length),
              total: page.coverage.scopes.length,
            })}
          </p>
        )}
        {page && narrowed && (
          <Button onClick={() => navigate({ account: [], region: [] })}>
            {t('askEverywhere', { count: scopes.length })}
          </Button>
        )}
      </div>
      {page && <CoverageNotice page={page} scopes={scopes} onRetry={tasks.refresh} />}
    </div>
  )
}

function placesOf(rows: ScopeName[]): ScopeName[] {
  return [...new Map(rows.map(({ account, region }) => [`${account} ${region}`, { account, region }])).values()]
}
