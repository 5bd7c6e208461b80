'use client'

import { useTranslations } from 'next-intl'
import { describePayload } from '@/lib/tasks/describe-payload'
import type { Task } from '@/lib/tasks/task'
import { PayloadSections } from '../payload/payload-sections'
import { CopyBar } from './copy-bar'
import { FailureSection } from './failure-section'
import { RawItem } from './raw-item'
import { SameFailure } from './same-failure'
import { TaskFacts } from './task-facts'

/** Everything that is known of one task; the same in the drawer and on the task's own page. */
export function TaskDetails({ task, readAt }: { task: Task; readAt: string }) {
  const t = useTranslations('drawer')
  const sections = describePayload(task)
  return (
    <div className="space-y-6">
      <CopyBar task={task} />
      {task.message && <FailureSection task={task} message={task.message} />}
      {task.failure && <SameFailure failure={task.failure} />}
      {sections.length > 0 ? (
        <PayloadSections sections={sections} />
      ) : (
        <section className="rounded-lg border border-line border-dashed px-4 py-3 text-sm">
          <p className="font-medium">{t('noPayload')}</p>
          <p className="mt-0.5 text-ink-soft">{t('noPayloadWhy')}</p>
        </section>
      )}
      <TaskFacts task={task} readAt={readAt} />
      <RawItem task={task} />
    </div>
  )
}
