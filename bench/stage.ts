import { type RunningApp, startApp } from '../e2e/app'

/** By key and host, as the simulator's control address tells it. */
type Lanes = Record<string, { worstSecond: number; refused: number }>

/** Starts what is measured, ends all of it, and notes what the simulators saw of their limit. */
export class Stage {
  readonly #ends = new Set<() => Promise<void>>()
  refused = 0
  worstSecond = 0

  async start(...options: Parameters<typeof startApp>): Promise<RunningApp> {
    const app = await startApp(...options)
    const stop = this.add(async () => {
      try {
        const response = await fetch(`${app.cloudUrl}/control/limit`)
        // Safe: the simulator's own JSON.
        this.note((await response.json()) as Lanes)
      } finally {
        await app.stop()
      }
    })
    return { ...app, stop }
  }

  /** The given end, to be awaited once, at the latest when all is ended. */
  add(end: () => Promise<void>): () => Promise<void> {
    const once = async () => {
      if (this.#ends.delete(once)) await end()
    }
    this.#ends.add(once)
    return once
  }

  note(lanes: Lanes): void {
    for (const { worstSecond, refused } of Object.values(lanes)) {
      this.refused += refused
      this.worstSecond = Math.max(this.worstSecond, worstSecond)
    }
  }

  async endAll(): Promise<void> {
    await Promise.allSettled([...this.#ends].map((end) => end()))
  }
}
