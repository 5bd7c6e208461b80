import 'server-only'
import { type Bucket, type Clock, OWN_CLOCK } from './token-bucket'
import { type Priority, WaitingLine } from './waiting-line'

/** Gives out, in order, the turns that a bucket allows. */
export class Turns {
  readonly #line = new WaitingLine()
  #isServing = false
  #refusals = 0
  /** Ends when the bucket knows of the last refusal: nothing is asked of it before. */
  #slowing: void | Promise<void> = undefined

  constructor(
    private readonly bucket: Bucket,
    private readonly clock: Pick<Clock, 'now'> = OWN_CLOCK,
  ) {}

  /** Resolves when the caller may ask; rejects with the signal's reason if it is aborted first, at no cost. */
  async take(signal: AbortSignal, priority: Priority = 'interactive'): Promise<void> {
    signal.throwIfAborted()
    await new Promise<void>((resolve, reject) => {
      const leave = this.#line.join(priority, this.clock.now(), () => {
        signal.removeEventListener('abort', giveUp)
        resolve()
      })
      const giveUp = () => {
        leave()
        reject(signal.reason)
      }
      signal.addEventListener('abort', giveUp, { once: true })
      if (!this.#isServing) void this.#serve()
    })
  }

  /** What was given ahead is not used any more. */
  slowDown(): void {
    this.#refusals += 1
    this.#slowing = this.bucket.slowDown()
  }

  async #serve(): Promise<void> {
    this.#isServing = true
    while (this.#line.length > 0) {
      // A refusal that comes while the bucket is asked takes back this answer too.
      const refusals = this.#refusals
      await this.#slowing
      const { inMs, againInMs } = await this.bucket.take(this.#line.length)
      const answeredAt = this.clock.now()
      for (const ms of inMs) {
        await this.#waitUntil(answeredAt + ms)
        if (refusals !== this.#refusals) break
        this.#line.letOneGo(this.clock.now())
      }
      if (this.#line.length > 0) await this.#waitUntil(answeredAt + againInMs)
    }
    this.#isServing = false
  }

  async #waitUntil(time: number): Promise<void> {
    const ms = time - this.clock.now()
    if (ms > 0) await new Promise((resolve) => setTimeout(resolve, Math.ceil(ms)))
  }
}
