import 'server-only'
import { LRUCache } from 'lru-cache'
import type { Task } from '@/lib/tasks/task'
import { isActive } from '@/lib/tasks/task-status'
import { toUtcText } from '@/lib/tasks/task-time'

const MOST_WATCHED = 20_000

interface Seen {
  state: string
  /** Epoch milliseconds. */
  since: number
  lastSeen: number
}

/** Since when each active task has stood where it stands, as far as this process has watched it. */
export class ProgressWatch {
  readonly #seen = new LRUCache<string, Seen>({ max: MOST_WATCHED })

  /** Takes note of a reading; `at` in epoch milliseconds. */
  see(tasks: Iterable<Task>, at: number): void {
    for (const task of tasks) {
      if (!isActive(task.status)) continue
      const state = `${task.statusWire} ${task.progressPercent}`
      const before = this.#seen.get(task.key)
      if (!before || before.state !== state) this.#seen.set(task.key, { state, since: at, lastSeen: at })
      else before.lastSeen = Math.max(before.lastSeen, at)
    }
  }

  /** UTC; null where it has not been seen twice in the state it is in. */
  since(task: Task): string | null {
    if (!isActive(task.status)) return null
    const seen = this.#seen.get(task.key)
    if (!seen || seen.state !== `${task.statusWire} ${task.progressPercent}` || seen.lastSeen <= seen.since) return null
    return toUtcText(seen.since)
  }
}
