'use client'

import { useTranslations } from 'next-intl'
import { memo } from 'react'
import { Button } from '@/components/ui/button'
import type { Task } from '@/lib/tasks/task'
import { AroundPart } from '../details/around-part'
import { AsyncPart } from '../details/async-part'
import { InstancePart } from '../details/instance-part'
import { PayloadPart } from '../details/payload-part'
import { SourcesPart } from '../details/sources-part'
import { StandingPart } from '../details/standing-part'
import { useDetails } from '../details/use-details'
import { ProblemNotice } from '../problem-notice'
import { CopyBar } from './copy-bar'
import { FailureSection } from './failure-section'
import { LinksOut } from './links-out'
import { RawItem } from './raw-item'
import { SameFailure } from './same-failure'
import { TaskFacts } from './task-facts'

interface TaskDetailsProps {
  task: Task
  readAt: string
  /** Of the reading that the task came with; null where it is not known. */
  requestId: string | null
  /** Before that, what is read first stands alone, and nobody is asked for more: the rest would only delay it. */
  isPainted?: boolean
}

/** Everything that is known of one task; the same in the drawer and on the task's own page. */
export const TaskDetails = memo(function TaskDetails({ task, readAt, requestId, isPainted = true }: TaskDetailsProps) {
  const problems = useTranslations('problem')
  const details = useDetails(task, isPainted)
  return (
    <div className="space-y-6">
      <div className="min-h-14 space-y-2">
        {isPainted && (
          <>
            <CopyBar task={task} requestId={requestId} />
            <LinksOut task={task} />
          </>
        )}
      </div>
      <StandingPart task={task} details={details} readAt={readAt} />
      <FailureSection task={task} />
      {task.failure && <SameFailure failure={task.failure} />}
      <PayloadPart task={task} details={details} />
      <AsyncPart task={task} details={details} />
      <TaskFacts task={task} readAt={readAt} />
      {isPainted && (
        <>
          <AroundPart task={task} details={details} />
          <InstancePart details={details} />
          {details.problem && (
            <ProblemNotice
              kind={details.problem.kind}
              problem={details.problem.problem}
              actions={<Button onClick={() => void details.retry()}>{problems('retry')}</Button>}
            />
          )}
          <SourcesPart details={details} />
          <RawItem task={task} />
        </>
      )}
    </div>
  )
})
