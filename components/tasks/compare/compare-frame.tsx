'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { buttonLook } from '@/components/ui/button'
import { Callout } from '@/components/ui/callout'
import { Icon } from '@/components/ui/icon'
import type { SearchProblem } from '@/lib/tasks/task-search'
import { SearchProblemList } from '../search-problem-list'

interface CompareFrameProps {
  title: string
  problems: SearchProblem[]
  /** The address without what was not understood. */
  fixed: string
  tools?: ReactNode
  children: ReactNode
}

/** The heading of a comparison, and what of its address was left out. */
export function CompareFrame({ title, problems, fixed, tools, children }: CompareFrameProps) {
  const t = useTranslations('compare')
  const notice = useTranslations('notice')
  return (
    <main id="tasks" className="mx-auto w-full max-w-6xl flex-1 space-y-4 px-4 py-5 print:max-w-none print:p-0">
      <a
        className="inline-flex min-h-6 items-center gap-1 text-accent text-sm underline-offset-2 hover:underline print:hidden"
        href="/tasks"
      >
        <Icon name="left" className="size-3" />
        {t('back')}
      </a>
      <div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-2">
        <h1 className="break-words font-semibold text-lg">
          <bdi>{title}</bdi>
        </h1>
        {tools && <div className="flex flex-wrap items-end gap-2 print:hidden">{tools}</div>}
      </div>
      {problems.length > 0 && (
        <Callout
          role="alert"
          tone="pending"
          title={notice('title')}
          actions={
            <a className={buttonLook} href={fixed}>
              {notice('fix')}
            </a>
          }
        >
          <SearchProblemList problems={problems} />
        </Callout>
      )}
      {children}
    </main>
  )
}
