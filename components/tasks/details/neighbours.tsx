'use client'

import { useTranslations } from 'next-intl'
import { ToneMark } from '@/components/ui/tone-mark'
import { compareAddress } from '@/lib/tasks/compare/compare-search'
import { isSameType } from '@/lib/tasks/compare/compare-tasks'
import type { DetailOf, Neighbour, Neighbours as NeighboursOfTask } from '@/lib/tasks/details/task-details'
import { instanceAddress } from '@/lib/tasks/page-address'
import { isUtcTime, type Task } from '@/lib/tasks/task'
import { locatorOf, taskPermalink } from '@/lib/tasks/task-locator'
import { statusTone } from '@/lib/tasks/task-status'
import { SectionHeading } from '../drawer/section-heading'
import { useFormats } from '../formats'
import { Origin } from './origin'

interface NeighboursProps {
  task: Task
  detail: DetailOf<'instance-tasks'>
  neighbours: NeighboursOfTask
}

const linkLook = 'inline-flex min-h-6 items-center text-accent underline-offset-2 hover:underline'

const RELATIONS = ['worked', 'after', 'during', 'before'] as const

/** The instance's other tasks, each a link; those of the same type can be compared with this one. */
export function Neighbours({ task, detail, neighbours: { instanceId, tasks, more } }: NeighboursProps) {
  const t = useTranslations('details')
  const { number } = useFormats()
  return (
    <section>
      <SectionHeading>{t('neighbours', { instance: instanceId })}</SectionHeading>
      <dl className="divide-y divide-line rounded-lg border border-line text-sm">
        {RELATIONS.map((relation) => {
          const some = tasks.filter((one) => one.relation === relation)
          const left = relation === 'worked' ? 0 : more[relation]
          return (
            some.length > 0 && (
              <div key={relation} className="grid gap-x-4 px-3 py-1.5 sm:grid-cols-[11rem_1fr]">
                <dt className="text-ink-faint">{t(`relation.${relation}`)}</dt>
                <dd>
                  <ul>
                    {some.map((one) => (
                      <li key={one.key} className="flex min-h-6 flex-wrap items-center gap-x-2">
                        <Line neighbour={one} />
                        {isSameType(one, task) && <Compare task={task} neighbour={one} />}
                      </li>
                    ))}
                  </ul>
                  {left > 0 && <p className="text-ink-soft text-xs">{t('moreTasks', { count: number(left) })}</p>}
                </dd>
              </div>
            )
          )
        })}
      </dl>
      <Origin detail={detail} />
      {task.instanceIds.length > 1 && (
        <p className="text-ink-faint text-xs">{t('firstInstance', { count: number(task.instanceIds.length) })}</p>
      )}
      <a className={`${linkLook} mr-4 text-xs`} href={instanceAddress(instanceId).path}>
        {t('allOfInstance')}
      </a>
      {isUtcTime(task.startedAt) && (
        <a className={`${linkLook} text-xs`} href={`/tasks?at=${task.startedAt}`}>
          {t('atThatMoment')}
        </a>
      )}
    </section>
  )
}

function Line({ neighbour }: { neighbour: Neighbour }) {
  const { type, status, dateTime } = useFormats()
  const { startedAt } = neighbour
  return (
    <>
      <a className={linkLook} href={taskPermalink(locatorOf(neighbour))}>
        {type(neighbour)} <span className="ml-1.5 font-mono text-xs">{neighbour.jobId}</span>
      </a>
      <ToneMark tone={statusTone(neighbour.status)}>{status(neighbour)}</ToneMark>
      {isUtcTime(startedAt) && (
        <time dateTime={startedAt} className="whitespace-nowrap text-ink-soft text-xs tabular-nums">
          {dateTime(startedAt)}
        </time>
      )}
    </>
  )
}

function Compare({ task, neighbour }: { task: Task; neighbour: Neighbour }) {
  const t = useTranslations('details')
  // The earlier one first, so that a difference reads as what has changed since.
  const [earlier, later] = neighbour.relation === 'after' ? [task, neighbour] : [neighbour, task]
  return (
    <a className={linkLook} href={compareAddress(locatorOf(earlier), locatorOf(later))}>
      {t('compare')}
    </a>
  )
}
