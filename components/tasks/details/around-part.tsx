'use client'

import { useTranslations } from 'next-intl'
import { describeEvents } from '@/lib/tasks/details/describe-events'
import type { Task } from '@/lib/tasks/task'
import { PayloadSections } from '../payload/payload-sections'
import { Neighbours } from './neighbours'
import { Origin } from './origin'
import { SourceTrouble } from './source-trouble'
import type { Details } from './use-details'

/** What happened to the instance around the task: switches, restarts and alarms, and its other tasks. */
export function AroundPart({ task, details }: { task: Task; details: Details }) {
  const t = useTranslations('details')
  const sources = [details.of('switch-records'), details.of('alarm-events')]
  const events = sources.flatMap((detail) => detail?.data ?? [])
  const found = sources.flatMap((detail) => (detail?.data ? [detail] : []))
  const last = found.at(-1)
  const neighbours = details.of('instance-tasks')
  const troubled = [...sources, neighbours].filter((detail) => detail?.state === 'failed')
  const quiet = sources.every((detail) => detail?.state === 'nothing')
  return (
    <>
      {events.length > 0 && (
        <div>
          <PayloadSections sections={[describeEvents(events)]} />
          {last && <Origin detail={last} also={found.slice(0, -1)} />}
        </div>
      )}
      {quiet && <p className="text-ink-faint text-sm">{t('noEvents')}</p>}
      {neighbours?.data && <Neighbours task={task} detail={neighbours} neighbours={neighbours.data} />}
      {troubled.map(
        (detail) => detail && <SourceTrouble key={detail.source} detail={detail} onRetry={details.retry} />,
      )}
    </>
  )
}
