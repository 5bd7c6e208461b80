import 'server-only'

/** `interactive`: somebody waits for the answer. */
export type Priority = 'interactive' | 'background'

/** While others wait, each tenth turn goes to the background, if it has waited for a second. */
const SHARE = 10
const PATIENCE_MS = 1_000

interface Waiter {
  since: number
  go: () => void
}

/** Who waits for a turn: first come, first served, the background after all others but never forgotten. */
export class WaitingLine {
  readonly #interactive = new Set<Waiter>()
  readonly #background = new Set<Waiter>()
  /** Turns since the background's last, while it waited. */
  #passedBy = 0

  get length(): number {
    return this.#interactive.size + this.#background.size
  }

  /** Returns how to leave. */
  join(priority: Priority, now: number, go: () => void): () => void {
    const waiter = { since: now, go }
    const line = priority === 'background' ? this.#background : this.#interactive
    line.add(waiter)
    return () => line.delete(waiter)
  }

  /** Nothing happens where nobody waits. */
  letOneGo(now: number): void {
    const [interactive] = this.#interactive
    const [background] = this.#background
    const isDue = background && this.#passedBy >= SHARE - 1 && now - background.since > PATIENCE_MS
    const next = isDue ? background : (interactive ?? background)
    this.#passedBy = background && next === interactive ? this.#passedBy + 1 : 0
    if (!next) return
    this.#interactive.delete(next)
    this.#background.delete(next)
    next.go()
  }
}
