import 'server-only'
import type { Viewer } from '@/lib/access/viewer'
import type { Scope } from '@/lib/config'
import { processWide } from '@/lib/process-wide'
import { describeTasks } from '@/lib/tencent/describe-tasks'
import type { Block } from './block'
import type { FoundTask } from './found-task'
import { visibleScopes } from './scopes'
import { SharedReads } from './shared-reads'
import { UpstreamOutcomes } from './upstream-outcomes'

/** What the reads of this folder stand on; a test brings its own. */
export interface Fleet {
  visibleScopes: (viewer: Viewer) => Scope[]
  describeTasks: typeof describeTasks
  /** Epoch milliseconds. */
  now: () => number
  blocks: SharedReads<Block>
  tasks: SharedReads<FoundTask>
  outcomes: UpstreamOutcomes
}

export interface ReadOptions {
  /** Aborted when the reader goes away. */
  signal?: AbortSignal
  fleet?: Fleet
}

const memory = { ttlMs: 3_000, max: 200 }

const own: Fleet = {
  visibleScopes,
  describeTasks,
  now: Date.now,
  blocks: processWide('blocks', () => new SharedReads<Block>(memory)),
  tasks: processWide('tasks', () => new SharedReads<FoundTask>(memory)),
  outcomes: processWide('outcomes', () => new UpstreamOutcomes()),
}

export function ownFleet(): Fleet {
  return own
}
