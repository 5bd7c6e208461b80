import 'server-only'

/** Of what is allowed in a second, this share may go at once; the rest flows evenly. */
const BURST_SHARE = 0.2
const SLOW_MS = 30_000
const SLOWEST = 0.25
/** After a refusal nothing is asked for this long, and up to as long again by chance. */
const PAUSE_MS = 300

interface Clock {
  /** Milliseconds that never step back. */
  now: () => number
  random: () => number
}

/**
 * Lets through at most `perSecond` calls in any sliding second: burst + rate together, since the service is thought to
 * count in a sliding second (a fixed window of 80 let 140 through in one, measured). First come, first served.
 */
export class TokenBucket {
  readonly #burst: number
  readonly #ratePerMs: number
  readonly #clock: Clock
  readonly #waiting: (() => void)[] = []
  #tokens: number
  #filledAt: number
  #closedUntil = 0
  #slowUntil = 0
  #slowness = 1
  #timer: NodeJS.Timeout | null = null

  constructor(perSecond: number, clock: Clock = { now: () => performance.now(), random: Math.random }) {
    this.#burst = Math.max(1, Math.floor(perSecond * BURST_SHARE))
    // Below two a second there is no room for a burst: calls stand evenly apart.
    this.#ratePerMs = (perSecond < 2 ? perSecond : perSecond - this.#burst) / 1_000
    this.#clock = clock
    this.#tokens = this.#burst
    this.#filledAt = clock.now()
  }

  /** Resolves when the caller may ask; rejects with the signal's reason if it is aborted first, at no cost. */
  async take(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted()
    if (this.#waiting.length === 0 && this.#tryTake()) return
    await new Promise<void>((resolve, reject) => {
      const leave = () => {
        this.#waiting.splice(this.#waiting.indexOf(go), 1)
        reject(signal.reason)
      }
      const go = () => {
        signal.removeEventListener('abort', leave)
        resolve()
      }
      signal.addEventListener('abort', leave, { once: true })
      this.#waiting.push(go)
      this.#wake()
    })
  }

  /** The cloud refused a call for its rate: somebody else asks too. Slower for half a minute, and a short silence now. */
  slowDown(): void {
    const now = this.#fill()
    this.#slowness = now < this.#slowUntil ? Math.max(SLOWEST, this.#slowness / 2) : 0.5
    this.#slowUntil = now + SLOW_MS
    this.#closedUntil = now + PAUSE_MS * (1 + this.#clock.random())
    this.#tokens = Math.min(this.#tokens, 1)
  }

  #tryTake(): boolean {
    const now = this.#fill()
    if (now < this.#closedUntil || this.#tokens < 1) return false
    this.#tokens -= 1
    return true
  }

  #fill(): number {
    const now = this.#clock.now()
    // A slow half minute that ended in between is counted at its slow rate: too few, never too many.
    this.#tokens = Math.min(this.#burst, this.#tokens + (now - this.#filledAt) * this.#rate())
    if (now >= this.#slowUntil) this.#slowness = 1
    this.#filledAt = now
    return now
  }

  #rate(): number {
    return this.#ratePerMs * this.#slowness
  }

  #wake(): void {
    if (this.#timer !== null || this.#waiting.length === 0) return
    const untilToken = Math.max(0, 1 - this.#tokens) / this.#rate()
    const untilOpen = this.#closedUntil - this.#clock.now()
    this.#timer = setTimeout(() => this.#serve(), Math.ceil(Math.max(untilToken, untilOpen, 1)))
  }

  #serve(): void {
    this.#timer = null
    while (this.#waiting.length > 0 && this.#tryTake()) this.#waiting.shift()?.()
    this.#wake()
  }
}
