import { describePayload } from '@/lib/tasks/describe-payload'
import { type Difference, mergePayload } from '@/lib/tasks/details/merge-payload'
import type { Detail } from '@/lib/tasks/details/task-details'
import { describeScalars } from '@/lib/tasks/payload/describe-items'
import { toText } from '@/lib/tasks/payload/values'
import type { PayloadSection } from '@/lib/tasks/payload-section'
import type { Task } from '@/lib/tasks/task'
import type { TaskType } from '@/lib/tasks/task-types'
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

export interface KnownPayload {
  /** Empty where nothing is known, or nothing yet. */
  sections: PayloadSection[]
  /** What the one source that may know more has said. */
  detail: Detail | null
  isAwaited: boolean
}

/** What is known of what a task did, so far. */
export function payloadOf(task: Task, details: Details): KnownPayload {
  const source = PAYLOAD_SOURCES[task.type] ?? null
  const detail = source && details.of(source)
  const { payload, differences } = mergePayload(task.payload, detail?.data ?? null)
  return {
    sections: [...sectionsOf(task, payload, detail), ...contradictions(differences, detail)],
    detail,
    isAwaited: source !== null && details.isAwaited(source),
  }
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
