import 'server-only'

/** Of what is allowed in a second, this share may go at once; the rest flows evenly. */
const BURST_SHARE = 0.2
/** After a refusal it goes slower for so long: half, then a quarter, and no less. */
export const SLOW_MS = 30_000
export const SLOWEST = 0.25
/** After a refusal nothing is asked for this long, and up to as long again by chance. */
export const PAUSE_MS = 300

/** What leaves here evenly arrives unevenly: a second of ours is so much longer than the service's. */
const JITTER_MS = 50

export interface Pace {
  burst: number
  ratePerMs: number
}

/**
 * At most `perSecond` calls in any sliding second: burst and rate together, since the service is thought to count in a
 * sliding second (a fixed window of 80 let 140 through in one, measured).
 */
export function paceOf(perSecond: number): Pace {
  const burst = Math.max(1, Math.floor(perSecond * BURST_SHARE))
  // Below two a second there is no room for a burst: calls stand evenly apart.
  return { burst, ratePerMs: Math.min(perSecond, Math.max(1, perSecond - burst)) / (1_000 + JITTER_MS) }
}

export interface Grant {
  /** For each turn that is given, how soon it may be taken; ascending. */
  inMs: number[]
  /** How soon it is worth asking again for what was not given. */
  againInMs: number
}

export interface Bucket {
  /** Never rejects. */
  take: (wanted: number) => Grant | Promise<Grant>
  /** The cloud refused a call for its rate: somebody else asks too. Never rejects. */
  slowDown: () => void | Promise<void>
}

export interface Clock {
  /** Milliseconds that never step back. */
  now: () => number
  random: () => number
}

export const OWN_CLOCK: Clock = { now: () => performance.now(), random: Math.random }

/** The limit of one process. */
export class TokenBucket implements Bucket {
  readonly #pace: Pace
  readonly #clock: Clock
  #tokens: number
  #filledAt: number
  #closedUntil = 0
  #slowUntil = 0
  #slowness = 1

  /** Full, unless what it takes the place of may have been used up just now. */
  constructor(perSecond: number, { clock = OWN_CLOCK, isEmpty = false } = {}) {
    this.#pace = paceOf(perSecond)
    this.#clock = clock
    this.#tokens = isEmpty ? 0 : this.#pace.burst
    this.#filledAt = clock.now()
  }

  take(wanted: number): Grant {
    const now = this.#fill()
    const given = now < this.#closedUntil ? 0 : Math.min(wanted, Math.floor(this.#tokens))
    this.#tokens -= given
    const untilToken = Math.max(0, 1 - this.#tokens) / this.#rate()
    return { inMs: Array<number>(given).fill(0), againInMs: Math.max(untilToken, this.#closedUntil - now) }
  }

  slowDown(): void {
    const now = this.#fill()
    this.#slowness = now < this.#slowUntil ? Math.max(SLOWEST, this.#slowness / 2) : 0.5
    this.#slowUntil = now + SLOW_MS
    this.#closedUntil = now + PAUSE_MS * (1 + this.#clock.random())
    this.#tokens = Math.min(this.#tokens, 1)
  }

  #fill(): number {
    const now = this.#clock.now()
    // A slow half minute that ended in between is counted at its slow rate: too few, never too many.
    this.#tokens = Math.min(this.#pace.burst, this.#tokens + (now - this.#filledAt) * this.#rate())
    if (now >= this.#slowUntil) this.#slowness = 1
    this.#filledAt = now
    return now
  }

  #rate(): number {
    return this.#pace.ratePerMs * this.#slowness
  }
}
