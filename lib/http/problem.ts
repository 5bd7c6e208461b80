import type { SearchProblem } from '@/lib/tasks/task-search'

/** An error body (RFC 9457). `kind` is the last part of `type`, for the page's own words. */
export interface Problem {
  type: `urn:cdb-tasks:problem:${ProblemKind}`
  title: string
  status: number
  detail: string
  /** The cloud's own code and request id, where it gave them. */
  code?: string
  requestId?: string
  /** Nothing was sent: the cloud is asked again at this time, UTC. What is told is how the last call failed. */
  retryAt?: string
  /** What was wrong in a query, each with what is allowed. */
  parameters?: SearchProblem[]
}

export type ProblemKind = UpstreamProblemKind | RequestProblemKind

/** What the cloud, or the way to it, can do to a call. */
export type UpstreamProblemKind =
  | 'throttled'
  | 'not-permitted'
  | 'bad-credentials'
  | 'no-credentials'
  | 'clock-skew'
  | 'bad-request'
  | 'instance-not-found'
  | 'upstream-fault'
  | 'network'
  | 'timeout'
  | 'unreadable-reply'
  | 'cancelled'

/** What a reader of the BFF can get wrong. */
type RequestProblemKind = 'bad-parameter' | 'task-not-found' | 'not-found' | 'internal'

export function problemKind(problem: Problem): ProblemKind {
  // Safe: the type of `type` spells it.
  return problem.type.slice('urn:cdb-tasks:problem:'.length) as ProblemKind
}

/** The question itself cannot be answered: asking again gives the same, another question may not. */
export function isRefusal(kind: string): boolean {
  return kind === 'bad-parameter'
}
