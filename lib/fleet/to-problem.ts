import 'server-only'
import { logFault } from '@/lib/http/log'
import type { Problem, UpstreamProblemKind } from '@/lib/http/problem'
import { isProblemError, problemOf } from '@/lib/http/problem-error'
import { toUtcText } from '@/lib/tasks/task-time'
import { isUpstreamError } from '@/lib/tencent/errors'

/** What a route or a page says of anything thrown. The message of an unforeseen error never leaves the server. */
export function toProblem(error: unknown, action = 'DescribeTasks'): Problem {
  if (isProblemError(error)) return error.problem
  if (isUpstreamError(error)) {
    const detail = error.kind === 'not-permitted' ? missingAction(action) : details[error.kind]
    const retryAt = error.heldUntilMs === null ? undefined : toUtcText(error.heldUntilMs)
    return problemOf(error.kind, {
      detail: retryAt ? `${detail} It is not asked again before ${retryAt}.` : detail,
      code: error.code ?? undefined,
      requestId: error.requestId ?? undefined,
      retryAt,
    })
  }
  logFault(error)
  return problemOf('internal', { detail: 'Something unforeseen happened. The log of the server has it.' })
}

/** In our own words: the message of the cloud may quote what should not be repeated. */
const details: Record<Exclude<UpstreamProblemKind, 'not-permitted'>, string> = {
  throttled: 'RequestLimitExceeded: the account has used up its calls a second. Try again in a moment.',
  'bad-credentials': 'The SecretId, SecretKey or session token is wrong, disabled or expired.',
  'no-credentials': 'No credentials could be had from the environment, a file or a role.',
  'clock-skew': 'A signature is valid for five minutes: the clock of the server is further off than that.',
  'bad-request': 'The cloud refused a parameter of the question.',
  'instance-not-found': 'The cloud knows no such instance in any of the regions that were asked.',
  'upstream-fault': 'The cloud answered with an error of its own.',
  network: 'The connection to the cloud failed or broke.',
  timeout: 'The cloud did not answer before the deadline.',
  'unreadable-reply': 'The cloud answered with something that is not a reply of its API.',
  cancelled: 'The reader went away before the cloud answered.',
}

/** CAM permits these on all resources or not at all: they know no instances (the policy in the README). */
const OPERATION_LEVEL = ['DescribeTasks', 'DescribeAsyncRequestInfo']

function missingAction(action: string): string {
  const where = OPERATION_LEVEL.includes(action) ? 'on all resources ("resource": "*")' : 'on this instance or on all'
  return `The key lacks cdb:${action} ${where}.`
}
