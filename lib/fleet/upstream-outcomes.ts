import 'server-only'
import type { Scope } from '@/lib/config'
import type { ProblemKind } from '@/lib/http/problem'

/** The cloud has answered; the question was wrong. */
const OF_THE_QUESTION: ProblemKind[] = ['bad-request', 'instance-not-found']

/** How the last call of each scope ended: told by `/readyz`, and nothing is decided by it. */
export class UpstreamOutcomes {
  readonly #failing = new Map<string, boolean>()

  record({ account, region }: Scope, outcome: 'ok' | ProblemKind): void {
    this.#failing.set(`${account.name}/${region}`, outcome !== 'ok' && !OF_THE_QUESTION.includes(outcome))
  }

  /** How many scopes have been asked, and of how many the last call failed. */
  counts(): { asked: number; failing: number } {
    return { asked: this.#failing.size, failing: [...this.#failing.values()].filter(Boolean).length }
  }
}
