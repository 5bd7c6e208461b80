import 'server-only'
import { isIPv6 } from 'node:net'
import { LRUCache } from 'lru-cache'

/** As Argo CD has it. */
const MOST_FAILURES = 5
const WITHIN_MS = 300_000
const MOST_ADDRESSES = 10_000

/** Who has been wrong too often is not heard for a while, right or wrong; who is right in between is not forgiven. */
export class Throttle {
  readonly #failures: LRUCache<string, number[]>
  readonly #now: () => number

  constructor(now: () => number = Date.now) {
    this.#now = now
    this.#failures = new LRUCache({ max: MOST_ADDRESSES })
  }

  isClosedTo(address: string): boolean {
    return this.#recent(networkOf(address)).length >= MOST_FAILURES
  }

  fail(address: string): void {
    const network = networkOf(address)
    this.#failures.set(network, [...this.#recent(network), this.#now()])
  }

  #recent(network: string): number[] {
    const now = this.#now()
    return (this.#failures.get(network) ?? []).filter((at) => now - at < WITHIN_MS)
  }
}

/** One host has all addresses of a /64. */
function networkOf(address: string): string {
  if (!isIPv6(address)) return address
  const { hostname } = new URL(`http://[${address.split('%', 1)[0]}]`)
  const [head = '', tail] = hostname.slice(1, -1).split('::')
  const groups = head.split(':').filter(Boolean)
  const after = tail?.split(':').filter(Boolean) ?? []
  const zeros = Array<string>(8 - groups.length - after.length).fill('0')
  return [...groups, ...zeros, ...after].slice(0, 4).join(':')
}
