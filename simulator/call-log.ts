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

/** The calls the endpoint got since the start or the last reset. */
export class CallLog {
  private total = 0
  private readonly byAction = new Map<string, number>()
  private readonly byRegion = new Map<string, number>()
  private lastSecond: number[] = []
  private worstSecond = 0
  private recent: Call[] = []

  add(action: string, region: string, body: unknown, nowMs: number): Call {
    const call: Call = { action, region, at: new Date(nowMs).toISOString(), body }
    this.total++
    this.byAction.set(action, (this.byAction.get(action) ?? 0) + 1)
    this.byRegion.set(region, (this.byRegion.get(region) ?? 0) + 1)
    this.lastSecond = [...this.lastSecond.filter((at) => at > nowMs - 1000), nowMs]
    this.worstSecond = Math.max(this.worstSecond, this.lastSecond.length)
    this.recent.push(call)
    if (this.recent.length > mostRecent) this.recent.shift()
    return call
  }

  reset(): void {
    this.total = 0
    this.byAction.clear()
    this.byRegion.clear()
    this.lastSecond = []
    this.worstSecond = 0
    this.recent = []
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
