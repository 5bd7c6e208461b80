import 'server-only'
import type { Replicas } from '@/lib/replicas/replicas'
import { SharedBucket } from './shared-bucket'
import { type Bucket, type Grant, TokenBucket } from './token-bucket'

/** Started without Redis, nobody knows how many others there are: rather slow than over the limit. */
const SUPPOSED_REPLICAS = 3

/** The limit of all replicas together where they reach each other, else this one's share of it. */
export class LaneBucket implements Bucket {
  readonly #shared: SharedBucket
  /** While alone. */
  #own: TokenBucket | null = null

  constructor(
    lane: string,
    private readonly perSecond: number,
    private readonly replicas: Replicas,
  ) {
    this.#shared = new SharedBucket(lane, perSecond, replicas)
  }

  async take(wanted: number): Promise<Grant> {
    const granted = await this.#shared.take(wanted, this.#own !== null)
    if (granted) {
      this.#own = null
      return granted
    }
    const share = this.perSecond / (this.replicas.state().replicas ?? SUPPOSED_REPLICAS)
    this.#own ??= new TokenBucket(share, { isEmpty: true })
    return this.#own.take(wanted)
  }

  async slowDown(): Promise<void> {
    if (!(await this.#shared.slowDown())) this.#own?.slowDown()
  }
}

/** Without Redis, the limit is this process's own. */
export function bucketOf(lane: string, perSecond: number, replicas: Replicas): Bucket {
  return replicas.state().state === 'none' ? new TokenBucket(perSecond) : new LaneBucket(lane, perSecond, replicas)
}
