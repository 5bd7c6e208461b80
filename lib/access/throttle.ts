import 'server-only'
import { LRUCache } from 'lru-cache'

/** As Argo CD has it. */
const MOST_FAILURES = 5
const WITHIN_MS = 300_000
const MOST_ADDRESSES = 10_000

/** Who has been wrong too often is not heard for a while, right or wrong. */
export class Throttle {
  readonly #failures: LRUCache<string, number[]>
  readonly #now: () => number

  constructor(now: () => number = Date.now) {
    this.#now = now
    this.#failures = new LRUCache({ max: MOST_ADDRESSES })
  }

  isClosedTo(address: string): boolean {
    return this.#recent(address).length >= MOST_FAILURES
  }

  fail(address: string): void {
    this.#failures.set(address, [...this.#recent(address), this.#now()])
  }

  succeed(address: string): void {
    this.#failures.delete(address)
  }

  #recent(address: string): number[] {
    const now = this.#now()
    return (this.#failures.get(address) ?? []).filter((at) => now - at < WITHIN_MS)
  }
}
