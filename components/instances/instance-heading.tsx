'use client'

import { useTranslations } from 'next-intl'
import type { Ref } from 'react'
import { useFormats } from '@/components/tasks/formats'
import { scopeKey } from '@/components/tasks/list/standing'
import { addressOf } from '@/components/tasks/use-task-search'
import { Button } from '@/components/ui/button'
import { CopyButton } from '@/components/ui/copy-button'
import { Icon } from '@/components/ui/icon'
import { lazilyInBrowser } from '@/components/ui/lazily'
import { placesOfRows } from '@/lib/tasks/instance-places'
import type { ScopeName } from '@/lib/tasks/scope-choice'
import { defaultTaskSearch, type TaskSearch } from '@/lib/tasks/task-search'
import type { TasksPage } from '@/lib/tasks/tasks-page'

const InstanceFacts = lazilyInBrowser(() => import('./instance-facts').then((module) => module.InstanceFacts))

interface InstanceHeadingProps {
  instanceId: string
  search: TaskSearch
  scopes: ScopeName[]
  page: TasksPage | null
  navigate: (change: Partial<TaskSearch>) => void
  ref: Ref<HTMLHeadingElement>
}

/** The id, where its tasks say it is, and what it is called and how large it is now. */
export function InstanceHeading({ instanceId, search, scopes, page, navigate, ref }: InstanceHeadingProps) {
  const t = useTranslations('instance')
  const { region } = useFormats()
  const places = page ? placesOfRows(page) : []
  return (
    <div>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
        <a
          className="inline-flex min-h-6 items-center gap-1 text-accent text-sm underline-offset-2 hover:underline"
          href={addressOf({ ...defaultTaskSearch, instance: instanceId, tz: search.tz })}
        >
          <Icon name="left" className="size-3" />
          {t('toList')}
        </a>
        <h1 ref={ref} tabIndex={-1} className="font-semibold text-lg outline-none">
          <span className="sr-only">{t('title')} </span>
          <bdi className="break-all font-mono">{instanceId}</bdi>
        </h1>
        <CopyButton text={() => instanceId} label={t('copyId')} iconOnly />
        {places.length > 0 && (
          <ul aria-label={t('places')} className="flex flex-wrap gap-x-4 text-sm">
            {places.map((place) => (
              <li key={scopeKey(place)}>
                {region(place.region)} <span className="font-mono text-ink-faint text-xs">{place.region}</span>
                <span className="ml-2 text-ink-soft text-xs">{t('account', { account: place.account })}</span>
              </li>
            ))}
          </ul>
        )}
        {page && page.coverage.scopes.length < scopes.length && (
          <Button onClick={() => navigate({ account: [], region: [] })}>
            {t('askEverywhere', { count: scopes.length })}
          </Button>
        )}
      </div>
      {/* What comes later finds its place. */}
      <div className="min-h-6 text-sm">{page && <InstanceFacts instanceId={instanceId} page={page} />}</div>
    </div>
  )
}
