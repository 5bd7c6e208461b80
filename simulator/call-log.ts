export type Call = {
  action: string
  region: string
  /** ISO time of arrival. */
  at: string
  body: unknown
  /** The error's code or `fault:<kind>`, null for a good answer, undefined until it is known. */
  code?: string | null
}

const mostRecent = 500

class Tally {
  private total = 0
  private readonly byAction = new Map<string, number>()
  private readonly byRegion = new Map<string, number>()
  private lastSecond: number[] = []
  private worstSecond = 0
  private readonly recent: Call[] = []

  add(call: Call, nowMs: number): void {
    this.total++
    this.byAction.set(call.action, (this.byAction.get(call.action) ?? 0) + 1)
    this.byRegion.set(call.region, (this.byRegion.get(call.region) ?? 0) + 1)
    this.lastSecond = [...this.lastSecond.filter((at) => at > nowMs - 1000), nowMs]
    this.worstSecond = Math.max(this.worstSecond, this.lastSecond.length)
    this.recent.push(call)
    if (this.recent.length > mostRecent) this.recent.shift()
  }

  toJSON() {
    return {
      total: this.total,
      byAction: Object.fromEntries(this.byAction),
      byRegion: Object.fromEntries(this.byRegion),
      worstSecond: this.worstSecond,
      recent: this.recent,
    }
  }
}

/** The calls the endpoint got since the start or the last reset: all of them, and those of each action. */
export class CallLog {
  private all = new Tally()
  private readonly ofAction = new Map<string, Tally>()

  add(action: string, region: string, body: unknown, nowMs: number): Call {
    const call: Call = { action, region, at: new Date(nowMs).toISOString(), body }
    const tally = this.ofAction.get(action) ?? new Tally()
    this.ofAction.set(action, tally)
    tally.add(call, nowMs)
    this.all.add(call, nowMs)
    return call
  }

  reset(): void {
    this.all = new Tally()
    this.ofAction.clear()
  }

  /** Of all actions, or of one alone. */
  counts(action: string | null) {
    const tally = action === null ? this.all : (this.ofAction.get(action) ?? new Tally())
    return tally.toJSON()
  }
}
