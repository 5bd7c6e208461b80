import 'server-only'

const CAPACITY = 10
const EARNED = 0.1

/** Retries are a tenth of all calls at most, beyond a small reserve: an outage is not answered with three times the load. */
export class RetryBudget {
  #left = CAPACITY

  earn(): void {
    this.#left = Math.min(CAPACITY, this.#left + EARNED)
  }

  /** False when there is nothing left to spend. */
  spend(): boolean {
    if (this.#left < 1) return false
    this.#left -= 1
    return true
  }
}
