import 'server-only'
import { logClock } from '@/lib/http/log'
import { processWide } from '@/lib/process-wide'

/** The cloud takes a signature that is five minutes off; a `Date` nearer than this explains no refusal. */
const WORTH_CORRECTING_MS = 60_000
/** Regions that are off alike are one thing to say. */
const ALIKE_MS = 30_000

/** The time to sign with: ours, moved by what one region's refusal taught. */
export class CloudClock {
  #offsetMs = 0

  constructor(private readonly onCorrection: (offsetMs: number) => void) {}

  get offsetMs(): number {
    return this.#offsetMs
  }

  /** Epoch milliseconds. */
  now(): number {
    return Date.now() + this.#offsetMs
  }

  /** By the `Date` of a reply that called a signature too old or too new. False where that does not explain it. */
  correct(date: string | null, signedAtMs: number): boolean {
    const cloudMs = Date.parse(date ?? '')
    // A reply that took long is a second or two behind, which is of no account.
    if (!(Math.abs(cloudMs - signedAtMs) > WORTH_CORRECTING_MS)) return false
    this.#offsetMs = cloudMs - Date.now()
    this.onCorrection(this.#offsetMs)
    return true
  }
}

/** One for each host and region: where one of them is wrong itself, the others are signed for as before. */
class CloudClocks {
  readonly #clocks = new Map<string, CloudClock>()
  #toldMs = 0

  of(host: string, region: string): CloudClock {
    const key = `${host} ${region}`
    const clock = this.#clocks.get(key) ?? new CloudClock((offsetMs) => this.#tell(offsetMs))
    this.#clocks.set(key, clock)
    return clock
  }

  /** The largest correction in use; 0 where the clock is right. */
  offsetMs(): number {
    const offsets = [...this.#clocks.values()].map(({ offsetMs }) => offsetMs)
    return offsets.reduce((largest, offset) => (Math.abs(offset) > Math.abs(largest) ? offset : largest), 0)
  }

  #tell(offsetMs: number): void {
    if (Math.abs(offsetMs - this.#toldMs) < ALIKE_MS) return
    this.#toldMs = offsetMs
    logClock(Math.round(offsetMs / 1_000))
  }
}

export function cloudClocks(): CloudClocks {
  return processWide('cloud-clocks', () => new CloudClocks())
}
