import 'server-only'
import type { Scope } from '@/lib/config'
import { problemKind } from '@/lib/http/problem'
import { cancelled, ProblemError } from '@/lib/http/problem-error'
import type { Fleet } from './fleet'
import { logFailedCall } from './log-failed-call'
import { toProblem } from './to-problem'

type TasksRequest = Parameters<Fleet['describeTasks']>[1]
type Priority = Parameters<Fleet['describeTasks']>[2]['priority']

/** A page of a large scan may wait long for its turn behind what somebody waits for. */
const BACKGROUND_DEADLINE_MS = 60_000

/** One upstream call. Its failure is a problem, logged here once, however many readers share it. */
export async function askUpstream(
  fleet: Fleet,
  scope: Scope,
  request: TasksRequest,
  signal: AbortSignal,
  priority: Priority = 'interactive',
) {
  try {
    const deadlineMs = priority === 'background' ? BACKGROUND_DEADLINE_MS : undefined
    const reply = await fleet.describeTasks(scope, request, { signal, priority, deadlineMs })
    fleet.outcomes.record(scope, 'ok')
    return reply
  } catch (error) {
    if (signal.aborted) throw cancelled()
    const problem = toProblem(error)
    if (logFailedCall(problem, scope, 'DescribeTasks', error)) fleet.outcomes.record(scope, problemKind(problem))
    throw new ProblemError(problem, { cause: error })
  }
}
