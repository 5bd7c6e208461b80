import type { Task } from './task'
import { toUtcText } from './task-time'

/** A task that has succeeded, for a test to change. */
export function fakeTask(part: Partial<Task> & { jobId: string }): Task {
  return {
    key: `default/${part.region ?? 'ap-guangzhou'}/${part.jobId}`,
    account: 'default',
    region: 'ap-guangzhou',
    type: 'import-data',
    typeWire: 3,
    status: 'succeed',
    statusWire: 2,
    progressPercent: 100,
    code: 0,
    message: null,
    startedAt: '2026-02-28T12:00:00Z',
    endedAt: '2026-02-28T12:05:00Z',
    durationSeconds: 300,
    instanceIds: ['cdb-c1nl9rpv'],
    asyncRequestId: null,
    attachments: [],
    payload: null,
    ...part,
  }
}

/** Tasks with job ids from 1, each started a minute before the one before it. */
export function fakeTasks(count: number, newestStart = '2026-02-28T23:59:00Z'): Task[] {
  return Array.from({ length: count }, (_, index) =>
    fakeTask({ jobId: String(index + 1), startedAt: toUtcText(Date.parse(newestStart) - index * 60_000) }),
  )
}
