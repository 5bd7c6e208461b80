import 'server-only'
import type { Scope } from '@/lib/config'
import type { Problem } from '@/lib/http/problem'
import { cancelled } from '@/lib/http/problem-error'
import { logFailedCall } from '../log-failed-call'
import { toProblem } from '../to-problem'

/** An answer of a sibling API, or the problem that kept it from one, logged once. Throws when nobody waits any more. */
export async function askSibling<Value>(
  scope: Scope,
  action: string,
  signal: AbortSignal,
  read: () => Promise<Value>,
): Promise<{ value: Value; problem: null } | { value: null; problem: Problem }> {
  try {
    return { value: await read(), problem: null }
  } catch (error) {
    if (signal.aborted) throw cancelled()
    const problem = toProblem(error, action)
    logFailedCall(problem, scope, action, error)
    return { value: null, problem }
  }
}
