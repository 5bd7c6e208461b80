import type { Problem } from '@/lib/http/problem'
import type { Json } from '@/lib/json'
import type { Task } from './task'

/** One page of a search, with how much of the truth it stands on. */
export interface TasksPage {
  tasks: Task[]
  rowCount: number
  /** From 0. */
  pageIndex: number
  pageSize: number
  coverage: Coverage
  /** Null until the whole is known: one page is never counted as if it were all. */
  facets: null
  histogram: null
  fetchedAt: string
  upstreamCalls: number
}

export interface Coverage {
  scopes: ScopeCoverage[]
  /** `service`: the rows are in the service's own, undocumented order, since the whole was not read. */
  order: 'requested' | 'service'
}

/** What is known of one account in one region. */
export interface ScopeCoverage {
  account: string
  region: string
  state: 'complete' | 'partial' | 'failed'
  rowsFetched: number
  rowsTotal: number
  requestId: string | null
  fetchedAt: string
  stale: boolean
  problem: Problem | null
}

/** The reply of `GET /api/tasks/{account}/{region}/{jobId}`. */
export interface TaskWithRaw {
  task: Task
  /** The item exactly as it came. */
  raw: Json
}
