'use client'

import { useTranslations } from 'next-intl'
import { describePayload } from '@/lib/tasks/describe-payload'
import { type Difference, mergePayload } from '@/lib/tasks/details/merge-payload'
import type { Detail } from '@/lib/tasks/details/task-details'
import { describeScalars } from '@/lib/tasks/payload/describe-items'
import { toText } from '@/lib/tasks/payload/values'
import type { PayloadSection } from '@/lib/tasks/payload-section'
import type { Task } from '@/lib/tasks/task'
import type { TaskType } from '@/lib/tasks/task-types'
import { PayloadSections } from '../payload/payload-sections'
import { Awaited } from './awaited'
import { Origin } from './origin'
import { SourceTrouble } from './source-trouble'
import type { Details } from './use-details'

type PayloadSource = 'import-records' | 'parameter-records' | 'rollback-detail' | 'clone-list'

/** Where today's service keeps what `Data` held; null where no API tells it. */
const PAYLOAD_SOURCES: Partial<Record<TaskType, PayloadSource>> = {
  'import-data': 'import-records',
  'modify-param': 'parameter-records',
  rollback: 'rollback-detail',
  'batch-rollback': 'rollback-detail',
  unknown: 'clone-list',
}

/** What the task did: `Data` where the service sent it, what the siblings know where not, or why there is nothing. */
export function PayloadPart({ task, details }: { task: Task; details: Details }) {
  const source = PAYLOAD_SOURCES[task.type] ?? null
  const detail = source && details.of(source)
  const { payload, differences } = mergePayload(task.payload, detail?.data ?? null)
  const sections = [...sectionsOf(task, payload, detail), ...contradictions(differences, detail)]
  const isAwaited = source !== null && details.isAwaited(source)
  return (
    <>
      {sections.length > 0 && (
        <div>
          <div className="space-y-6">
            <PayloadSections sections={sections} />
          </div>
          {detail?.data != null && <Origin detail={detail} />}
        </div>
      )}
      {isAwaited && <Awaited />}
      {detail?.state === 'failed' && <SourceTrouble detail={detail} onRetry={details.retry} />}
      {sections.length === 0 && !isAwaited && detail?.state !== 'failed' && (
        <NothingKnown task={task} detail={detail} />
      )}
    </>
  )
}

function sectionsOf(task: Task, payload: Task['payload'], detail: Detail | null): PayloadSection[] {
  return detail?.source === 'clone-list' && task.payload === null
    ? describeScalars(payload)
    : describePayload({ ...task, payload })
}

function contradictions(differences: Difference[], detail: Detail | null): PayloadSection[] {
  if (differences.length === 0 || !detail) return []
  const { action } = detail
  return [
    {
      kind: 'table',
      title: { key: 'contradicts', values: { action } },
      columns: [{ key: 'field' }, { key: 'inData' }, { key: 'inSibling', values: { action } }],
      rows: differences.map(({ field, inData, inSibling }) => ({
        tone: 'pending',
        cells: [{ kind: 'mono', text: field }, toText(inData), toText(inSibling)],
      })),
    },
  ]
}

function NothingKnown({ task, detail }: { task: Task; detail: Detail | null }) {
  const t = useTranslations('details')
  return (
    <section className="rounded-lg border border-line border-dashed px-4 py-3 text-sm">
      <p className="font-medium">{t('noPayload')}</p>
      <p className="mt-0.5 text-ink-soft">{t(`why.${task.type}`)}</p>
      {detail && <p className="mt-0.5 text-ink-soft">{t('nothing', { action: detail.action })}</p>}
    </section>
  )
}
