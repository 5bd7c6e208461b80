import 'server-only'
import type { ProblemKind } from '@/lib/http/problem'

export interface UpstreamOutcome {
  outcome: 'ok' | ProblemKind
  /** UTC, ISO 8601. */
  at: string
}

/** How the last call of each account ended: told by `/readyz`, and nothing is decided by it. */
export class UpstreamOutcomes {
  readonly #last = new Map<string, UpstreamOutcome>()

  record(account: string, outcome: UpstreamOutcome): void {
    this.#last.set(account, outcome)
  }

  /** Null before the first call has ended. */
  of(account: string): UpstreamOutcome | null {
    return this.#last.get(account) ?? null
  }
}
