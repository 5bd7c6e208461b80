import 'server-only'
import { setTimeout as pause } from 'node:timers/promises'
import type { Problem } from '@/lib/http/problem'
import { isProblemError, problemOf, refuse } from '@/lib/http/problem-error'
import type { Fleet } from './fleet'
import { permittedInstances } from './permitted-instances'
import type { VisibleScope } from './scopes'
import type { TaskQuestion } from './task-question'
import { toProblem } from './to-problem'

/** Each is a question of its own to the service, with every refresh. */
export const MOST_INSTANCES_OF_SCOPE = 50

/** What the service is asked of one scope for one viewer. */
export interface AskedScope {
  scope: VisibleScope
  /** One of the whole scope, or one for each instance that the viewer may see. */
  questions: TaskQuestion[]
  /** Why there are none; null where there are, or where there is nothing to ask about. */
  problem: Problem | null
}

/**
 * Puts what a viewer may see into the questions themselves: an item does not always say whose it is, and a count never
 * does. Throws `no-permission` for an instance that none of the scopes shows to them.
 */
export async function askedScopes(
  fleet: Fleet,
  scopes: VisibleScope[],
  question: TaskQuestion,
  patienceMs: number,
): Promise<AskedScope[]> {
  const asked = await Promise.all(scopes.map((scope) => askedScope(fleet, scope, question, patienceMs)))
  const { instanceId } = question
  if (instanceId && asked.every(({ questions, problem }) => questions.length === 0 && problem === null)) {
    refuse('no-permission', { detail: `No access rule lets you see the instance ${instanceId} here.` })
  }
  return asked
}

async function askedScope(
  fleet: Fleet,
  scope: VisibleScope,
  question: TaskQuestion,
  patienceMs: number,
): Promise<AskedScope> {
  if (scope.only === null) return { scope, questions: [question], problem: null }
  try {
    // A region whose names are slow to come does not hold the others; the look-up goes on, for who asks next.
    const ids = await Promise.race([permittedInstances(fleet, scope), pause(patienceMs, null, { ref: false })])
    if (ids === null) return { scope, questions: [], problem: namesAreLate }
    if (question.instanceId) {
      const isPermitted = ids.includes(question.instanceId.toLowerCase())
      return { scope, questions: isPermitted ? [question] : [], problem: null }
    }
    if (ids.length > MOST_INSTANCES_OF_SCOPE) return { scope, questions: [], problem: tooMany(ids.length) }
    return { scope, questions: ids.map((instanceId) => ({ ...question, instanceId })), problem: null }
  } catch (error) {
    return { scope, questions: [], problem: isProblemError(error) ? error.problem : toProblem(error) }
  }
}

const namesAreLate = problemOf('timeout', {
  detail: 'The names of the instances that you may see here have not come yet.',
})

function tooMany(count: number): Problem {
  return problemOf('too-many-instances', {
    detail: `You may see ${count} instances here by name, and one list asks about ${MOST_INSTANCES_OF_SCOPE} at most: name one.`,
  })
}
