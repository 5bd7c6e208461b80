import type { Account } from '@/lib/config'
import type { Task } from '@/lib/tasks/task'
import { toUtcText } from '@/lib/tasks/task-time'
import type { Block } from './block'
import type { Fleet } from './fleet'
import type { FoundTask } from './found-task'
import { SharedReads } from './shared-reads'
import { UpstreamOutcomes } from './upstream-outcomes'

type Ask = Fleet['describeTasks']

/** A clock that moves when a test says so. */
export class FakeClock {
  epochMs = Date.parse('2026-03-01T00:00:00Z')
  now = () => this.epochMs
  pass(ms: number): void {
    this.epochMs += ms
  }
}

interface FakeOptions {
  regions?: string[]
  /** In the order in which the service would send them. */
  tasks?: Task[]
  describeTasks?: Ask
}

/** A fleet on a cloud of the test's own making, with a note of every call. */
export function fakeFleet({ regions = ['ap-guangzhou'], tasks = [], describeTasks }: FakeOptions = {}) {
  const clock = new FakeClock()
  const calls: { region: string; request: Parameters<Ask>[1] }[] = []
  const answer = describeTasks ?? answerFrom(tasks)
  const fleet: Fleet = {
    // Safe: nothing here reads more of an account than its name and its regions.
    visibleScopes: () => regions.map((region) => ({ account: { name: 'default', regions } as Account, region })),
    describeTasks: (scope, request, options) => {
      calls.push({ region: scope.region, request })
      return answer(scope, request, options)
    },
    now: clock.now,
    blocks: new SharedReads<Block>({ ttlMs: 3_000, max: 100, now: clock.now }),
    tasks: new SharedReads<FoundTask>({ ttlMs: 3_000, max: 100, now: clock.now }),
    outcomes: new UpstreamOutcomes(),
  }
  return { fleet, clock, calls }
}

/** Answers as the service does: range of starts with both ends in it, then offset and limit. */
function answerFrom(tasks: Task[]): Ask {
  return async (_scope, { startTimeBegin = 0, startTimeEnd = Number.POSITIVE_INFINITY, offset, limit }) => {
    const matching = tasks.filter(({ startedAt }) => {
      const start = Date.parse(startedAt ?? '')
      return startTimeBegin <= start && start <= startTimeEnd
    })
    const rows = matching.slice(offset, offset + limit).map((task) => ({ task, raw: { JobId: task.jobId } }))
    return { rows, totalCount: matching.length, requestId: `request-${offset}` }
  }
}

export function fakeTask(part: Partial<Task> & { jobId: string }): Task {
  return {
    key: `default/ap-guangzhou/${part.jobId}`,
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

/** Lets everything that waits for nothing but a promise go on. */
export function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}
