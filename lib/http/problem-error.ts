import 'server-only'
import type { Problem, ProblemKind } from './problem'

/** A problem on its way up to whoever answers: a route as problem+json, a page as a notice. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError'
  readonly problem: Problem

  constructor(problem: Problem, options?: ErrorOptions) {
    super(problem.title, options)
    this.problem = problem
  }
}

/** Not `instanceof`: the server has one copy of this class for routes and another for pages, and reads are shared. */
export function isProblemError(error: unknown): error is ProblemError {
  return error instanceof Error && error.name === 'ProblemError' && 'problem' in error
}

type Particulars = Pick<Problem, 'detail'> & Partial<Pick<Problem, 'code' | 'requestId' | 'parameters'>>

export function problemOf(kind: ProblemKind, particulars: Particulars): Problem {
  return { type: `urn:cdb-tasks:problem:${kind}`, ...heads[kind], ...particulars }
}

export function refuse(kind: ProblemKind, particulars: Particulars): never {
  throw new ProblemError(problemOf(kind, particulars))
}

/** Nobody reads it: it only ends the wait. */
export function cancelled(): ProblemError {
  return new ProblemError(problemOf('cancelled', { detail: 'The reader went away before the cloud answered.' }))
}

const heads: Record<ProblemKind, Pick<Problem, 'title' | 'status'>> = {
  throttled: { status: 503, title: 'The cloud is being asked too often' },
  'not-permitted': { status: 502, title: 'The cloud does not permit this key to ask' },
  'bad-credentials': { status: 502, title: 'The cloud does not accept the credentials' },
  'no-credentials': { status: 503, title: 'The server has no credentials' },
  'clock-skew': { status: 502, title: 'The clock of the server is wrong' },
  'bad-request': { status: 400, title: 'The cloud does not accept the question' },
  'instance-not-found': { status: 404, title: 'There is no such instance' },
  'upstream-fault': { status: 502, title: 'The cloud has a fault' },
  network: { status: 502, title: 'The cloud cannot be reached' },
  timeout: { status: 504, title: 'The cloud did not answer in time' },
  'unreadable-reply': { status: 502, title: 'The reply of the cloud cannot be read' },
  cancelled: { status: 499, title: 'Nobody waits for the answer any more' },
  'bad-parameter': { status: 400, title: 'A parameter is not understood' },
  'too-many-instances': { status: 400, title: 'The list would need too many calls' },
  'signed-out': { status: 401, title: 'Nobody is signed in' },
  'session-expired': { status: 401, title: 'The session has ended' },
  'no-permission': { status: 403, title: 'This may not be seen' },
  'too-many-attempts': { status: 429, title: 'Too many attempts to sign in' },
  'sign-in-unavailable': { status: 503, title: 'Nobody can be verified' },
  'task-not-found': { status: 404, title: 'The task was not found' },
  'not-found': { status: 404, title: 'There is nothing at this address' },
  internal: { status: 500, title: 'The server has a fault' },
}

// Safe: the record above is closed and keyed by ProblemKind.
export const problemKinds = Object.keys(heads) as ProblemKind[]
