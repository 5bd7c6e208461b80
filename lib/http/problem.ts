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
  /** What was wrong in a query, each with what is allowed. */
  parameters?: SearchProblem[]
}

export type ProblemKind = UpstreamProblemKind | RequestProblemKind | AccessProblemKind

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
type RequestProblemKind = 'bad-parameter' | 'too-many-instances' | 'task-not-found' | 'not-found' | 'internal'

/** What keeps a reader from being let in. */
export type AccessProblemKind = (typeof accessProblemKinds)[number]

export const accessProblemKinds = [
  'signed-out',
  'session-expired',
  'no-permission',
  'too-many-attempts',
  'sign-in-unavailable',
] as const

export function problemKind(problem: Problem): ProblemKind {
  // Safe: the type of `type` spells it.
  return problem.type.slice('urn:cdb-tasks:problem:'.length) as ProblemKind
}

/** Whoever asks has to sign in, or again. */
export function wantsSignIn(kind: string): boolean {
  return kind === 'signed-out' || kind === 'session-expired'
}

/** The question itself cannot be answered: asking again gives the same, another question may not. */
export function isRefusal(kind: string): boolean {
  return kind === 'bad-parameter'
}
