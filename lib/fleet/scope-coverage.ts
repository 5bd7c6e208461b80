import 'server-only'
import { toUtcText } from '@/lib/tasks/task-time'
import type { ScopeCoverage } from '@/lib/tasks/tasks-page'
import type { ScopeScan } from './scope-scan'

/** What is known of a scope, and why it is no more. */
export function scopeCoverage(scan: ScopeScan): ScopeCoverage {
  const { scope, reading, progress, failure } = scan
  const place = { account: scope.account.name, region: scope.region }
  const problem = failure?.problem ?? null
  if (reading) {
    const { tasks, totalCount, gap, range, requestId, readAt, unknownInstance } = reading
    return {
      ...place,
      state: failure ? 'failed' : gap === null ? 'complete' : 'partial',
      gap,
      rowsFetched: tasks.size,
      rowsTotal: Math.max(totalCount, tasks.size),
      heldFrom: gap === 'capped' && range.from !== null ? toUtcText(range.from) : null,
      requestId,
      fetchedAt: toUtcText(readAt),
      stale: failure !== null,
      ...(unknownInstance && { lacksInstance: true }),
      problem,
    }
  }
  return {
    ...place,
    // What failed has failed until a next attempt succeeds.
    state: failure ? 'failed' : 'partial',
    gap: failure ? null : 'reading',
    rowsFetched: progress?.tasks.size ?? 0,
    rowsTotal: progress?.totalCount ?? null,
    heldFrom: null,
    requestId: progress?.requestId ?? null,
    fetchedAt: null,
    stale: false,
    problem,
  }
}

/** Whether everything that the scan is about has been read, and the latest refresh has not failed. */
export function isWhole({ reading, failure }: ScopeScan): boolean {
  return reading !== null && reading.gap === null && failure === null
}
