import type { Problem } from '@/lib/http/problem'
import type { Json } from '@/lib/json'
import type { Outcome } from './outcome'
import type { Task } from './task'
import type { TaskType } from './task-types'

/** One page of a search over every scope that it covers, with how much of the truth it stands on. */
export interface TasksPage {
  tasks: Task[]
  rowCount: number
  /** From 0. */
  pageIndex: number
  pageSize: number
  /** Still active, and started before the range: what a window of starts would hide. Newest start first. */
  earlier: Task[]
  /** How many those are, on every page. */
  earlierCount: number
  coverage: Coverage
  facets: Facets
  /** Null where nothing that was read has a start. */
  histogram: Histogram | null
  /**
   * What failed alike more than once among the rows that all filters but `failure` let through, most widespread first;
   * not all where there are many. The kind that is filtered by is among them, however rare.
   */
  failures: FailureGroup[]
  /** How many kinds of failure there are, and how many of them occur more than once. */
  failureKinds: { all: number; repeated: number }
  /** When the rows were put together; each scope says when its own were read. */
  fetchedAt: string
  /** What the latest refresh of these scopes cost. */
  upstreamCalls: number
}

export interface Coverage {
  scopes: ScopeCoverage[]
  /** Whether everything that was asked about has been read; else order, counts and matches are those of a part. */
  whole: boolean
}

/** What is known of one account in one region. */
export interface ScopeCoverage {
  account: string
  region: string
  /** Of the latest refresh: a scope that stands on an older reading is never complete. */
  state: 'complete' | 'partial' | 'failed'
  /** Why it is a part: still being read; more than is held of one scope; or it does not add up, as when it changed while it was read. */
  gap: 'reading' | 'capped' | 'moving' | null
  rowsFetched: number
  /** Null before the first answer. */
  rowsTotal: number | null
  /** Where a capped scope begins: its newest starts are held, from here on. */
  heldFrom: string | null
  requestId: string | null
  /** Of the rows that stand here; null where none were ever read. */
  fetchedAt: string | null
  /** The rows are of an earlier reading, since the latest failed. */
  stale: boolean
  /** The cloud knows no instance of the id that is asked about here. */
  lacksInstance?: true
  problem: Problem | null
}

/** Rows by value, most first; each counted over the rows that all other filters let through. */
export interface Facets {
  status: FacetCount[]
  type: FacetCount[]
  account: FacetCount[]
  region: FacetCount[]
}

export interface FacetCount {
  value: string
  count: number
}

/** Tasks that failed alike. */
export interface FailureGroup {
  kind: string
  /** The first real lines of what the newest says, ` · ` between them, cut where they are long. */
  headline: string
  /** Of the newest; null where no rule explains it. */
  rule: string | null
  count: number
  /** How many different ones it failed on, by what is known; a task may have none, or several. */
  instances: number
  accounts: number
  regions: string[]
  types: TaskType[]
  /** Starts, UTC; null where none can be read. */
  firstAt: string | null
  lastAt: string | null
  /** Where the newest is, as an address has it in `task`. */
  newest: string
}

/** How many tasks started in each step of the range, by outcome; each list as long as the others. */
export interface Histogram {
  /** UTC; the first bar begins here, and each is as wide as the next. */
  from: string
  stepSeconds: number
  counts: Record<Outcome, number[]>
}

/** The reply of `GET /api/tasks/{account}/{region}/{jobId}`. */
export interface TaskWithRaw {
  task: Task
  /** The item exactly as it came. */
  raw: Json
  /** Of the reply that it came in. */
  requestId: string | null
}
