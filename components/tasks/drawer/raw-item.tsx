'use client'

import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { CopyButton } from '@/components/ui/copy-button'
import { Icon } from '@/components/ui/icon'
import { JsonTree } from '@/components/ui/json-tree'
import { FetchProblem } from '@/lib/http/fetch-json'
import { taskQuery } from '@/lib/query/tasks-query'
import type { Task } from '@/lib/tasks/task'
import { locatorOf } from '@/lib/tasks/task-locator'
import { ProblemNotice } from '../problem-notice'

/** The item of the service's reply, unchanged: one click away, and one call when asked for. */
export function RawItem({ task }: { task: Task }) {
  const t = useTranslations('drawer')
  const [open, setOpen] = useState(false)
  const { data, error } = useQuery({ ...taskQuery(locatorOf(task)), enabled: open })
  return (
    <details className="group rounded-lg border border-line" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className="flex min-h-8 flex-wrap items-center gap-x-2 px-3 py-1.5 text-sm hover:bg-hover">
        <Icon name="chevron" className="size-3 -rotate-90 group-open:rotate-0" />
        <span className="font-semibold">{t('raw')}</span>
        <span className="text-ink-faint text-xs">{t('rawWhy')}</span>
      </summary>
      <div className="border-line border-t p-3">
        {data && (
          <>
            <CopyButton label={t('copyJson')} text={() => JSON.stringify(data.raw, null, 2)} />
            <JsonTree value={data.raw} unfolded={5} />
          </>
        )}
        {!data && error && (
          <ProblemNotice
            kind={error instanceof FetchProblem ? error.kind : 'internal'}
            problem={error instanceof FetchProblem ? error.problem : null}
          />
        )}
        {!data && !error && <p className="text-ink-faint text-sm">{t('rawLoading')}</p>}
      </div>
    </details>
  )
}
