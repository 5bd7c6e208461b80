'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { buttonLook } from '@/components/ui/button'
import { Icon } from '@/components/ui/icon'
import type { Problem } from '@/lib/http/problem'
import { compareAddress } from '@/lib/tasks/compare/compare-search'
import type { TaskLocator } from '@/lib/tasks/task-locator'
import type { SearchProblem, TimeZoneName } from '@/lib/tasks/task-search'
import { ZoneSelect } from '../filters/zone-select'
import { FormatsProvider } from '../formats'
import { type OneTask, useOneTask } from '../use-one-task'
import { useZone } from '../use-zone'
import { CompareFrame } from './compare-frame'
import { LoneTask } from './lone-task'
import { TwoTasks } from './two-tasks'
import { UnreadTask } from './unread-task'

/** What the server met when it read one of the two. */
export interface FirstRead {
  locator: TaskLocator
  problem: Problem | null
  readAt: string
}

interface CompareViewProps {
  a: FirstRead
  b: FirstRead
  firstZone: TimeZoneName
  /** What of the address was not understood and is left out. */
  problems: SearchProblem[]
}

export function CompareView({ firstZone, ...props }: CompareViewProps) {
  const [zone, setZone] = useState(firstZone)
  function chooseZone(next: TimeZoneName) {
    setZone(next)
    window.history.replaceState(null, '', compareAddress(props.a.locator, props.b.locator, next))
  }
  return (
    <FormatsProvider zone={useZone(zone)}>
      <View {...props} zone={zone} onZone={chooseZone} />
    </FormatsProvider>
  )
}

interface ViewProps extends Omit<CompareViewProps, 'firstZone'> {
  zone: TimeZoneName
  onZone: (zone: TimeZoneName) => void
}

function View({ a, b, problems, zone, onZone }: ViewProps) {
  const t = useTranslations('compare')
  const one = useOneTask(a.locator, a.problem, a.readAt)
  const other = useOneTask(b.locator, b.problem, b.readAt)
  return (
    <CompareFrame
      title={t('titleOf', { a: a.locator.jobId, b: b.locator.jobId })}
      problems={problems}
      fixed={compareAddress(a.locator, b.locator, zone)}
      tools={
        <>
          <a className={`${buttonLook} min-h-8`} href={compareAddress(b.locator, a.locator, zone)}>
            <Icon name="swap" />
            {t('swap')}
          </a>
          <ZoneSelect zone={zone} onChange={onZone} />
        </>
      }
    >
      {one.task && other.task ? (
        <TwoTasks a={one.task} b={other.task} zone={zone} />
      ) : (
        <div className="grid items-start gap-3 md:grid-cols-2">
          <Side
            side="a"
            read={a}
            one={one}
            zone={zone}
            withoutStart={compareAddress({ ...a.locator, startedAt: null }, b.locator, zone)}
          />
          <Side
            side="b"
            read={b}
            one={other}
            zone={zone}
            withoutStart={compareAddress(a.locator, { ...b.locator, startedAt: null }, zone)}
          />
        </div>
      )}
    </CompareFrame>
  )
}

interface SideProps {
  side: 'a' | 'b'
  read: FirstRead
  one: OneTask
  zone: TimeZoneName
  withoutStart: string
}

function Side({ side, read, one, zone, withoutStart }: SideProps) {
  return one.task ? (
    <LoneTask side={side} task={one.task} readAt={one.readAt} zone={zone} />
  ) : (
    <UnreadTask side={side} locator={read.locator} one={one} zone={zone} withoutStart={withoutStart} />
  )
}
