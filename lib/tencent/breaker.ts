import 'server-only'
import { UpstreamError } from './errors'

export interface BreakerRule {
  /** So many failures in a row open it. */
  inARow: number
  /** So does half of this many calls within the window, or more. */
  share: { leastCalls: number; windowMs: number } | null
  /** From one probe to the next, after so long without an answer. */
  pauseMs: (openForMs: number, lastMs: number) => number
}

/** How one call ended; the first word counts. */
export interface Pass {
  /** The one call that tries whether it works again: a single attempt. */
  isProbe: boolean
  answered: () => void
  failed: (error: UpstreamError) => void
  /** Nothing was learnt. */
  withdrawn: () => void
}

interface Opening {
  since: number
  dueAt: number
  pauseMs: number
  /** The last. */
  error: UpstreamError
}

/** Keeps calls from what does not answer, and lets one through now and then. */
export class Breaker {
  #inARow = 0
  #recent: { second: number; calls: number; failures: number }[] = []
  #opening: Opening | null = null
  #probe: Promise<void> | null = null

  constructor(
    private readonly rule: BreakerRule,
    private readonly now: () => number = () => performance.now(),
  ) {}

  get isOpen(): boolean {
    return this.#opening !== null
  }

  get failuresInARow(): number {
    return this.#inARow
  }

  /** Resolves when the probe on the way has come back, however; null where there is none. */
  get probing(): Promise<void> | null {
    return this.#probe
  }

  /** The last error where a call would be held now; null where it may go. */
  held(): UpstreamError | null {
    const opening = this.#opening
    return opening && (this.#probe !== null || this.now() < opening.dueAt) ? this.lastError() : null
  }

  /** Why it is open; null where it is not. */
  lastError(): UpstreamError | null {
    const opening = this.#opening
    if (!opening) return null
    const { kind, code, requestId, httpStatus } = opening.error
    const inMs = Math.max(0, opening.dueAt - this.now())
    return new UpstreamError(kind, {
      code,
      requestId,
      httpStatus,
      heldUntilMs: Date.now() + inMs,
      cause: opening.error,
    })
  }

  /** Throws what `held` says. */
  enter(): Pass {
    const held = this.held()
    if (held) throw held
    return this.#opening ? this.#passOfProbe(this.#opening) : this.join()
  }

  /** For a call that is let through elsewhere: how it ends counts all the same. */
  join(): Pass {
    return this.#pass(false, () => {})
  }

  /** Holds calls for so long, as the cloud itself bade. */
  hold(ms: number, error: UpstreamError): void {
    const dueAt = this.now() + ms
    if (this.#opening) this.#opening.dueAt = Math.max(this.#opening.dueAt, dueAt)
    else this.#open(error, dueAt)
  }

  #passOfProbe(opening: Opening): Pass {
    let comeBack = () => {}
    const probe = new Promise<void>((resolve) => {
      comeBack = resolve
    })
    this.#probe = probe
    const openForMs = this.now() - opening.since
    opening.pauseMs = this.rule.pauseMs(openForMs, opening.pauseMs)
    // From its start, so that one which takes long does not put off the next.
    opening.dueAt = this.now() + opening.pauseMs
    return this.#pass(true, (withdrawn) => {
      comeBack()
      if (this.#probe !== probe) return
      this.#probe = null
      if (withdrawn) opening.dueAt = this.now()
    })
  }

  #pass(isProbe: boolean, end: (withdrawn: boolean) => void): Pass {
    let isOver = false
    const once = (work: () => void, withdrawn = false) => {
      if (isOver) return
      isOver = true
      end(withdrawn)
      work()
    }
    return {
      isProbe,
      answered: () => once(() => this.#answered()),
      failed: (error) => once(() => this.#failed(error)),
      withdrawn: () => once(() => {}, true),
    }
  }

  #answered(): void {
    this.#inARow = 0
    if (this.#opening) {
      this.#opening = null
      this.#probe = null
      this.#recent = []
    }
    this.#count(0)
  }

  #failed(error: UpstreamError): void {
    this.#inARow += 1
    this.#count(1)
    if (this.#opening) this.#opening.error = error
    else if (this.#inARow >= this.rule.inARow || this.#failsByHalf()) this.#open(error)
  }

  #open(error: UpstreamError, dueAt?: number): void {
    const pauseMs = this.rule.pauseMs(0, 0)
    this.#opening = { since: this.now(), dueAt: dueAt ?? this.now() + pauseMs, pauseMs, error }
  }

  #count(failures: 0 | 1): void {
    const { share } = this.rule
    if (!share) return
    const second = Math.floor(this.now() / 1_000)
    this.#recent = this.#recent.filter((each) => each.second > second - share.windowMs / 1_000)
    const last = this.#recent.at(-1)
    if (last?.second !== second) this.#recent.push({ second, calls: 1, failures })
    else {
      last.calls += 1
      last.failures += failures
    }
  }

  #failsByHalf(): boolean {
    const { share } = this.rule
    const calls = this.#recent.reduce((sum, each) => sum + each.calls, 0)
    const failures = this.#recent.reduce((sum, each) => sum + each.failures, 0)
    return share !== null && calls >= share.leastCalls && failures * 2 >= calls
  }
}
