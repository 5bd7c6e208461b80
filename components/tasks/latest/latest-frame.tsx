'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Icon } from '@/components/ui/icon'
import { formatPageAddress, listAddress } from '@/lib/tasks/page-address'
import type { TaskSearch } from '@/lib/tasks/task-search'

/** Where the link to the latest task stands still: a heading, and the way to the list of the same filters. */
export function LatestFrame({ search, children }: { search: TaskSearch; children: ReactNode }) {
  const t = useTranslations('latest')
  return (
    <main id="tasks" className="mx-auto w-full max-w-3xl flex-1 space-y-4 px-4 py-5">
      <a
        className="inline-flex min-h-6 items-center gap-1 text-accent text-sm underline-offset-2 hover:underline"
        href={formatPageAddress(search, listAddress)}
      >
        <Icon name="left" className="size-3" />
        {t('toList')}
      </a>
      <h1 className="font-semibold text-lg">{t('title')}</h1>
      {children}
    </main>
  )
}
