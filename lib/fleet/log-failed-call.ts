import 'server-only'
import type { Scope } from '@/lib/config'
import { logProblem } from '@/lib/http/log'
import { type Problem, problemKind } from '@/lib/http/problem'
import { endpointOf } from '@/lib/tencent/endpoint'
import { isUpstreamError } from '@/lib/tencent/errors'

/** Once for each call, however many read it; false where nothing was sent: the call that failed has been told of already. */
export function logFailedCall(problem: Problem, { account, region }: Scope, action: string, error: unknown): boolean {
  if (problem.retryAt !== undefined) return false
  // What is internal has been logged by toProblem.
  if (problemKind(problem) !== 'internal') {
    const { attempts, httpStatus, systemCode } = isUpstreamError(error) ? error : NOTHING_SENT
    const { host } = endpointOf({ account, region })
    const call = { account: account.name, region, host, action, attempts, status: httpStatus, reason: systemCode }
    logProblem(problem, call)
  }
  return true
}

const NOTHING_SENT = { attempts: 0, httpStatus: null, systemCode: null }
