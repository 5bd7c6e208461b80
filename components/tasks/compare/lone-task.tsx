'use client'

import type { CompareSide } from '@/lib/tasks/compare/compare-search'
import type { Task } from '@/lib/tasks/task'
import { locatorOf } from '@/lib/tasks/task-locator'
import type { TimeZoneName } from '@/lib/tasks/task-search'
import { PayloadPart } from '../details/payload-part'
import { useDetails } from '../details/use-details'
import { FailureSection } from '../drawer/failure-section'
import { TaskFacts } from '../drawer/task-facts'
import { SideCard } from './side-card'
import { WorkedLink } from './worked-link'

interface LoneTaskProps {
  side: CompareSide
  task: Task
  readAt: string
  zone: TimeZoneName
}

/** A task whose counterpart could not be read: there is nothing to compare, but this is here. */
export function LoneTask({ side, task, readAt, zone }: LoneTaskProps) {
  const details = useDetails(task)
  return (
    <SideCard side={side} locator={locatorOf(task)} task={task} zone={zone}>
      <WorkedLink task={task} details={details} zone={zone} beside={null} />
      <div className="space-y-6 pt-2">
        <FailureSection task={task} />
        <PayloadPart task={task} details={details} />
        <TaskFacts task={task} readAt={readAt} />
      </div>
    </SideCard>
  )
}
