type Lane = { accepted: number[]; seen: number[]; worstSecond: number; refused: number }

function ofLastSecond(moments: number[], nowMs: number): number[] {
  return moments.filter((at) => at > nowMs - 1000)
}

/** Counts per key in a sliding second. */
export class RateLimit {
  private readonly lanes = new Map<string, Lane>()

  /** `perSecond` is the share of a key that is given no other. */
  constructor(readonly perSecond: number) {}

  /** False where the key has had its share; a refused call takes none. */
  take(key: string, nowMs: number, perSecond = this.perSecond): boolean {
    const lane = this.lanes.get(key) ?? { accepted: [], seen: [], worstSecond: 0, refused: 0 }
    this.lanes.set(key, lane)
    lane.seen = [...ofLastSecond(lane.seen, nowMs), nowMs]
    lane.worstSecond = Math.max(lane.worstSecond, lane.seen.length)
    lane.accepted = ofLastSecond(lane.accepted, nowMs)
    if (lane.accepted.length >= perSecond) {
      lane.refused++
      return false
    }
    lane.accepted.push(nowMs)
    return true
  }

  /** Begins to count the refused calls and the worst second anew; what is left of this second stays as it is. */
  forget(): void {
    for (const lane of this.lanes.values()) Object.assign(lane, { seen: [], worstSecond: 0, refused: 0 })
  }

  /** By key: how many calls were refused, and how many came at most in any second, those among them. */
  toJSON() {
    return Object.fromEntries([...this.lanes].map(([key, { worstSecond, refused }]) => [key, { worstSecond, refused }]))
  }
}
