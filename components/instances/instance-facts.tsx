'use client'

import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useSourceReason } from '@/components/tasks/details/use-source-reason'
import { useFormats } from '@/components/tasks/formats'
import { LabelText } from '@/components/tasks/payload/label-text'
import { ValueText } from '@/components/tasks/payload/value-text'
import { Icon } from '@/components/ui/icon'
import { LongText } from '@/components/ui/long-text'
import { instancesQuery } from '@/lib/query/instances-query'
import { describeFewFacts } from '@/lib/tasks/details/describe-instance'
import { instanceKey } from '@/lib/tasks/details/instance-keys'
import type { InstanceNow, InstancesPage } from '@/lib/tasks/details/task-details'
import { placesOfRows, placesToAsk } from '@/lib/tasks/instance-places'
import type { TasksPage } from '@/lib/tasks/tasks-page'

const ACTION = 'DescribeDBInstances'

/** What the instance is called, what it is and what it does now; in words where that cannot be had. */
export function InstanceFacts({ instanceId, page }: { instanceId: string; page: TasksPage }) {
  const t = useTranslations('instance')
  const reason = useSourceReason()
  const keys = placesToAsk(page).flatMap((place) => instanceKey(place, instanceId) ?? [])
  const { data, error } = useQuery(instancesQuery(keys.sort()))
  const isFound = data?.scopes.some(({ instances }) => instances.length > 0) ?? false
  const unread = data?.scopes.find(({ problem }) => problem)?.problem ?? null
  if (error || unread) return <Note>{t('unreadNow', { reason: reason(ACTION, unread) })}</Note>
  if (data && !isFound && placesOfRows(page).length > 0) return <Note>{t('notListed', { action: ACTION })}</Note>
  return data?.scopes.map((scope) => (
    <Scope key={`${scope.account}/${scope.region}`} scope={scope} several={data.scopes.length > 1} />
  ))
}

function Note({ children }: { children: string }) {
  return (
    <p className="flex min-h-6 items-center gap-1.5 text-ink-soft text-xs">
      <Icon name="warning" className="size-3.5 text-pending" />
      {children}
    </p>
  )
}

function Scope({
  scope: { region, instances },
  several,
}: {
  scope: InstancesPage['scopes'][number]
  several: boolean
}) {
  const formats = useFormats()
  return instances.map((instance) => (
    <div key={instance.instanceId} className="flex flex-wrap items-baseline gap-x-4">
      {several && <span className="text-ink-faint text-xs">{formats.region(region)}</span>}
      <Facts instance={instance} />
    </div>
  ))
}

function Facts({ instance }: { instance: InstanceNow }) {
  const t = useTranslations('instance')
  return (
    <>
      {instance.name && (
        <span className="font-semibold">
          <LongText text={instance.name} />
        </span>
      )}
      <dl aria-label={t('now')} className="flex flex-wrap gap-x-4">
        {describeFewFacts(instance).map(({ label, value }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: facts have no identity, and never move.
          <div key={index} className="flex items-baseline gap-x-1.5 leading-6">
            <dt className="whitespace-nowrap text-ink-faint text-xs">
              <LabelText label={label} />
            </dt>
            <dd>
              <ValueText value={value} />
            </dd>
          </div>
        ))}
      </dl>
    </>
  )
}
