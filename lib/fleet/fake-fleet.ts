import { LRUCache } from 'lru-cache'
import type { Account } from '@/lib/config'
import type { Task } from '@/lib/tasks/task'
import { taskStatuses as statusTable } from '@/lib/tasks/task-status'
import { taskTypes as taskTypeTable } from '@/lib/tasks/task-types'
import { eventSources as ownEventSources } from '@/lib/tencent/details/event-sources'
import { InstanceDirectory } from './details/instance-directory'
import { ProgressWatch } from './details/progress-watch'
import type { Fleet } from './fleet'
import type { FoundTask } from './found-task'
import { Scans } from './scans'
import { SharedReads } from './shared-reads'
import { UpstreamOutcomes } from './upstream-outcomes'

type Ask = Fleet['describeTasks']
type DescribeInstances = ConstructorParameters<typeof InstanceDirectory>[1]

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
  /** What a rule names in every region; null where all may be seen. */
  only?: string[] | null
  /** By id, of every region. */
  instanceNames?: Record<string, string>
  /** In the order in which the service would send them. */
  tasks?: Task[]
  describeTasks?: Ask
  siblings?: Fleet['siblings']
  describeInstances?: DescribeInstances
  eventSources?: Fleet['eventSources']
  rowsPerScope?: number
  rowsInMemory?: number
}

/** A fleet on a cloud of the test's own making, with a note of every call. */
export function fakeFleet({
  regions = ['ap-guangzhou'],
  only = null,
  instanceNames = {},
  tasks = [],
  describeTasks,
  siblings = [],
  describeInstances = async () => ({ instances: [], requestId: null }),
  eventSources = ownEventSources,
  rowsPerScope = 20_000,
  rowsInMemory = 100_000,
}: FakeOptions = {}) {
  const clock = new FakeClock()
  const calls: { region: string; request: Parameters<Ask>[1] }[] = []
  const answer = describeTasks ?? answerFrom(tasks)
  const directories = new Map<string, InstanceDirectory>()
  const fleet: Fleet = {
    // Safe: nothing here reads more of an account than its name and its regions.
    visibleScopes: () => regions.map((region) => ({ account: { name: 'default', regions } as Account, region, only })),
    describeTasks: (scope, request, options) => {
      calls.push({ region: scope.region, request })
      return answer(scope, request, options)
    },
    now: clock.now,
    scans: new Scans({ perScope: rowsPerScope, inMemory: rowsInMemory }),
    shared: null,
    lists: new LRUCache({ max: 10 }),
    tasks: new SharedReads<FoundTask>({ ttlMs: 3_000, max: 100, now: clock.now }),
    siblings,
    eventSources,
    details: new SharedReads({ ttlMs: ({ ttlMs }) => ttlMs, max: 100, now: clock.now }),
    instances(scope) {
      const directory = directories.get(scope.region) ?? new InstanceDirectory(scope, describeInstances, clock.now)
      directories.set(scope.region, directory)
      return directory
    },
    instanceNames: async () => ({ names: new Map(Object.entries(instanceNames)), requestIds: [] }),
    progress: new ProgressWatch(),
    outcomes: new UpstreamOutcomes(),
  }
  return { fleet, clock, calls }
}

/** Answers as the service does: filters, the range of starts with both ends in it, then offset and limit. */
export function answerFrom(tasks: Iterable<Task>): Ask {
  return async (scope, { startTimeBegin = 0, startTimeEnd = Number.POSITIVE_INFINITY, ...request }) => {
    const { offset, limit, taskStatuses, taskTypes, instanceId } = request
    const matching = [...tasks].filter(({ region, startedAt, status, type, instanceIds }) => {
      const start = Date.parse(startedAt ?? '')
      if (region !== scope.region || start < startTimeBegin || start > startTimeEnd) return false
      if (instanceId && !instanceIds.includes(instanceId)) return false
      if (taskTypes && !(type !== 'unknown' && taskTypes.includes(taskTypeTable[type].code))) return false
      if (!taskStatuses) return true
      const code = status === 'unknown' ? null : statusTable[status].code
      return code !== null && taskStatuses.includes(code)
    })
    const rows = matching.slice(offset, offset + limit).map((task) => ({ task, raw: { JobId: task.jobId } }))
    return { rows, totalCount: matching.length, requestId: `request-${offset}` }
  }
}

/** Lets everything that waits for nothing but a promise go on. */
export function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}
