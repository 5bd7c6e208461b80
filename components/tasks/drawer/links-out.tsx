'use client'

import { useQuery } from '@tanstack/react-query'
import { useLocale, useTranslations } from 'next-intl'
import { OutsideLink } from '@/components/ui/outside-link'
import { guidanceQuery } from '@/lib/query/guidance-query'
import { linksOut, MOST_INSTANCES } from '@/lib/tasks/links-out'
import type { Task } from '@/lib/tasks/task'

/** Where the configuration leads from a task: console, monitoring, wiki. Nothing where it leads nowhere. */
export function LinksOut({ task }: { task: Task }) {
  const t = useTranslations('drawer')
  const links = linksOut(useQuery(guidanceQuery(useLocale())).data?.links ?? [], task)
  const isPart = task.instanceIds.length > MOST_INSTANCES && links.some(({ instanceId }) => instanceId !== null)
  if (links.length === 0) return null
  return (
    <nav aria-label={t('linksOut')} className="text-sm">
      <ul className="flex flex-wrap gap-x-4">
        {links.map(({ name, instanceId, address }) => (
          <li key={`${name} ${address}`} className="min-w-0">
            <OutsideLink
              address={address}
              className="inline-flex min-h-6 max-w-full items-center gap-1.5 text-accent underline-offset-2 hover:underline"
            >
              {name} {instanceId !== null && <bdi className="font-mono text-xs">{instanceId}</bdi>}
            </OutsideLink>
          </li>
        ))}
      </ul>
      {isPart && (
        <p className="text-ink-faint text-xs">
          {t('linksFirst', { shown: String(MOST_INSTANCES), count: String(task.instanceIds.length) })}
        </p>
      )}
    </nav>
  )
}
