import 'server-only'
import type { Scope } from '@/lib/config'
import { logProblem } from '@/lib/http/log'
import { type Problem, problemKind } from '@/lib/http/problem'
import { processWide } from '@/lib/process-wide'
import { endpointOf } from '@/lib/tencent/endpoint'
import { isUpstreamError } from '@/lib/tencent/errors'

/** That an account has no credentials each call finds out for itself, and none goes out. */
const TOLD_AGAIN_AFTER_MS = 30_000

/** Once for each call, however many read it; false where nothing was sent: the call that failed has been told of already. */
export function logFailedCall(problem: Problem, { account, region }: Scope, action: string, error: unknown): boolean {
  if (problem.retryAt !== undefined) return false
  const kind = problemKind(problem)
  // What is internal has been logged by toProblem.
  if (kind === 'internal' || (kind === 'no-credentials' && isTold(account.name))) return true
  const { attempts, httpStatus, systemCode } = isUpstreamError(error) ? error : NOTHING_SENT
  const { host } = endpointOf({ account, region })
  logProblem(problem, { account: account.name, region, host, action, attempts, status: httpStatus, reason: systemCode })
  return true
}

const NOTHING_SENT = { attempts: 0, httpStatus: null, systemCode: null }

/** Notes that it is told now where it was not told of late. */
function isTold(account: string): boolean {
  const toldAt = processWide('accounts-without-credentials', () => new Map<string, number>())
  const now = performance.now()
  if (now - (toldAt.get(account) ?? Number.NEGATIVE_INFINITY) < TOLD_AGAIN_AFTER_MS) return true
  toldAt.set(account, now)
  return false
}
