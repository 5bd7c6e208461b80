import 'server-only'
import type { Json } from '@/lib/json'
import { isUtcTime, type Task } from '@/lib/tasks/task'
import type { TaskStatus } from '@/lib/tasks/task-status'
import type { DetailSource } from './detail-source'
import { NOTHING, ofInstances, type Part } from './of-instances'
import { defined, isId, readList, textOf, type WireItem } from './read-list'
import { onWallClock, type Span, spanOf } from './task-span'

/** A record may be older than the task that works it off. */
const MARGIN_MS = 86_400_000
const PAGE = 100
const MOST_PAGES = 5

/**
 * Imports, one call an instance and day or two: by instance and time, then the record of the same JobId, else of the
 * same AsyncRequestId. 100 calls a second. Its `InstanceId` is one of the platform's own (examples of the API, 2026-08).
 */
export const importRecords: DetailSource<'import-records'> = {
  name: 'import-records',
  action: 'DescribeDBImportRecords',
  serves: ({ type, instanceIds, startedAt }) =>
    type === 'import-data' && instanceIds.length > 0 && isUtcTime(startedAt),
  async read(asked) {
    const span = spanOf(asked.task, asked.now, MARGIN_MS)
    if (!span) return NOTHING
    const { items, ...rest } = await ofInstances(asked, (id) => readRecords(asked, id, span))
    const { jobId, asyncRequestId } = asked.task
    const ofJob = items.filter(({ record }) => textOf(record.JobId) === jobId)
    const ofRequest = items.filter(({ record }) => asyncRequestId !== null && record.AsyncRequestId === asyncRequestId)
    const [matching, matchedBy] =
      ofJob.length > 0 ? [ofJob, 'job-id' as const] : [ofRequest, 'async-request-id' as const]
    const data = matching.map(({ record, instanceId }) => toPayload(record, instanceId, asked.task))
    return { data: data.length > 0 ? data : null, matchedBy, ...rest }
  },
}

async function readRecords(
  { scope, signal }: { scope: Parameters<typeof readList>[0]; signal: AbortSignal },
  instanceId: string,
  { from, to }: Span,
): Promise<Part<{ record: WireItem; instanceId: string }>> {
  const range = { InstanceId: instanceId, StartTime: onWallClock(from), EndTime: onWallClock(to), Limit: PAGE }
  const page = (index: number) =>
    readList(scope, importRecords.action, { ...range, Offset: index * PAGE }, signal, isReadable)
  const first = await page(0)
  const count = Math.min(MOST_PAGES, Math.ceil(first.total / PAGE))
  const rest = await Promise.all(Array.from({ length: Math.max(0, count - 1) }, (_, index) => page(index + 1)))
  const pages = [first, ...rest]
  const records = pages.flatMap(({ items }) => items)
  return {
    items: records.map((record) => ({ record, instanceId })),
    bound: first.total > MOST_PAGES * PAGE ? { of: 'records', read: records.length, total: first.total } : null,
    requestIds: pages.map(({ requestId }) => requestId),
  }
}

function isReadable({ JobId, AsyncRequestId }: WireItem): boolean {
  return isId(JobId) || isId(AsyncRequestId)
}

/**
 * As the documented `Data` names it; what that never had keeps the API's name. What says only what the task says itself
 * is left out.
 */
function toPayload({ InstanceId, DbName, JobId, ...record }: WireItem, instanceId: string, task: Task): Json {
  const says: [keyof typeof record, boolean][] = [
    ['Status', STATUSES[Number(record.Status)] === task.status],
    ['Process', record.Process === task.progressPercent],
    ['Code', record.Code === task.code],
    ['Message', textOf(record.Message) === task.message],
    ['AsyncRequestId', record.AsyncRequestId === task.asyncRequestId],
  ]
  const news = Object.entries(record).filter(([name]) => !says.some(([known, isSame]) => known === name && isSame))
  return defined({
    ...Object.fromEntries(news),
    ...(textOf(JobId) !== task.jobId && { JobId }),
    Database: DbName,
    InstanceId: instanceId,
    ...(InstanceId !== instanceId && { RecordInstanceId: InstanceId }),
  })
}

/** A record's own integers, which are the tasks' own. */
const STATUSES: TaskStatus[] = ['initial', 'running', 'succeed', 'failed']
