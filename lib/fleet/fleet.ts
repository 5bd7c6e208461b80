import 'server-only'
import { LRUCache } from 'lru-cache'
import type { Viewer } from '@/lib/access/viewer'
import { config, type Scope } from '@/lib/config'
import { processWide } from '@/lib/process-wide'
import type { Detail } from '@/lib/tasks/details/task-details'
import { describeTasks } from '@/lib/tencent/describe-tasks'
import { detailSources } from '@/lib/tencent/details'
import { describeInstances } from '@/lib/tencent/details/db-instances'
import type { AnyDetailSource } from '@/lib/tencent/details/detail-source'
import { eventSources } from '@/lib/tencent/details/event-sources'
import type { InstanceNames } from '@/lib/tencent/list-instance-names'
import { InstanceDirectory } from './details/instance-directory'
import { ProgressWatch } from './details/progress-watch'
import type { FoundTask } from './found-task'
import { sharedInstanceNames } from './instance-names'
import type { MergedList } from './merged-list'
import { Scans } from './scans'
import { type VisibleScope, visibleScopes } from './scopes'
import { SharedReads } from './shared-reads'
import { type SharedScans, sharedScans } from './shared-scans'
import { UpstreamOutcomes } from './upstream-outcomes'

/** What the reads of this folder stand on; a test brings its own. */
export interface Fleet {
  visibleScopes: (viewer: Viewer) => VisibleScope[]
  describeTasks: typeof describeTasks
  /** Epoch milliseconds. */
  now: () => number
  scans: Scans
  /** What other replicas read; null where there is no Redis to meet in. */
  shared: SharedScans | null
  /** What was last merged of the same scans, by their ids. */
  lists: LRUCache<string, { versions: string; list: MergedList }>
  tasks: SharedReads<FoundTask>
  /** The APIs that tell more of a task. */
  siblings: AnyDetailSource[]
  /** Those that tell of an instance without a task. */
  eventSources: typeof eventSources
  details: SharedReads<RememberedDetail>
  /** The instances of a scope as they are now. */
  instances: (scope: Scope) => InstanceDirectory
  /** The names of all of them, for rules that name them by pattern. Throws a ProblemError. */
  instanceNames: (scope: Scope) => Promise<InstanceNames>
  progress: ProgressWatch
  outcomes: UpstreamOutcomes
}

/** What one source said of a task, and how long that holds; 0 for good. */
interface RememberedDetail {
  detail: Detail
  ttlMs: number
}

export interface ReadOptions {
  /** Aborted when the reader goes away. */
  signal?: AbortSignal
  fleet?: Fleet
}

const memory = { ttlMs: 3_000, max: 200 }
const MOST_LISTS = 50
/** Of about eight a task. */
const MOST_DETAILS = 4_000
const MOST_DETAIL_CHARACTERS = 32 * 1_024 * 1_024

/** Made when first asked for: the configuration is not there yet while the server is built. */
export function ownFleet(): Fleet {
  return processWide('fleet', () => {
    const { rowsPerScope, rowsInMemory, redisUrl } = config()
    return {
      visibleScopes,
      describeTasks,
      now: Date.now,
      scans: new Scans({ perScope: rowsPerScope, inMemory: rowsInMemory }),
      shared: redisUrl ? sharedScans() : null,
      lists: new LRUCache({ max: MOST_LISTS }),
      tasks: new SharedReads<FoundTask>(memory),
      siblings: Object.values(detailSources),
      eventSources,
      details: new SharedReads<RememberedDetail>({
        ttlMs: ({ ttlMs }) => ttlMs,
        max: MOST_DETAILS,
        weight: { most: MOST_DETAIL_CHARACTERS, of: ({ detail }) => JSON.stringify(detail).length },
      }),
      instances: instanceDirectories(),
      instanceNames: sharedInstanceNames(),
      progress: new ProgressWatch(),
      outcomes: new UpstreamOutcomes(),
    }
  })
}

function instanceDirectories(): Fleet['instances'] {
  const known = new Map<string, InstanceDirectory>()
  return (scope) => {
    const key = `${scope.account.name}/${scope.region}`
    const directory = known.get(key) ?? new InstanceDirectory(scope, describeInstances, Date.now)
    known.set(key, directory)
    return directory
  }
}
