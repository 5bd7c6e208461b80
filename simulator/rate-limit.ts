/** Counts per key in a sliding second. */
export class RateLimit {
  private readonly accepted = new Map<string, number[]>()

  constructor(private readonly perSecond: number) {}

  /** False where the key has had its share; a refused call takes none. */
  take(key: string, nowMs: number): boolean {
    const recent = (this.accepted.get(key) ?? []).filter((at) => at > nowMs - 1000)
    this.accepted.set(key, recent)
    if (recent.length >= this.perSecond) return false
    recent.push(nowMs)
    return true
  }
}
