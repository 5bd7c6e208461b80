import { setTimeout as wait } from 'node:timers/promises'
import { answerOf } from '../components/tasks/list/answer'
import { isUnread } from '../components/tasks/list/standing'
import { refreshAfterMs } from '../lib/tasks/refresh-interval'
import { defaultTaskSearch } from '../lib/tasks/task-search'
import type { TasksPage } from '../lib/tasks/tasks-page'
import { send } from './send'

/** What stands on the page: rows, nothing yet, or why there are none. */
export interface Shown {
  what: 'rows' | 'skeleton' | 'failure'
  /** No scope's latest reading has failed, nor has the latest answer. */
  isLive: boolean
  /** The oldest rows on it that nothing on the page calls old, milliseconds at the time the server answered; 0 for none. */
  unlabelledMs: number
  /** When the oldest of its rows were read, epoch milliseconds; null where a scope has none. */
  readAt: number | null
}

/** The list page without a browser: it asks when the page asks, and keeps what the page keeps. */
export class Viewer {
  #page: TasksPage | null = null
  #failed = false
  #hadRows = false
  /** Screens that had rows before and had none any more. */
  emptyScreens = 0

  /** `query` leaves the order as it is. `onStatus` is told of each answer, 0 where none came. */
  constructor(
    private readonly appUrl: string,
    private readonly query: string,
    private readonly onStatus: (status: number) => void,
  ) {}

  get shown(): Shown {
    // As `useTasks` chooses between the last page and the last problem.
    const page = this.#page && !(this.#failed && isUnread(this.#page.coverage)) ? this.#page : null
    const nothing = { isLive: false, unlabelledMs: 0, readAt: null }
    if (!page) return { what: this.#failed ? 'failure' : 'skeleton', ...nothing }
    if (answerOf(defaultTaskSearch, page.coverage) === 'nothing') return { what: 'failure', ...nothing }
    const { scopes } = page.coverage
    const ages = scopes.map(({ fetchedAt, state }) =>
      fetchedAt === null || state === 'failed' || this.#failed ? 0 : Date.parse(page.fetchedAt) - Date.parse(fetchedAt),
    )
    const read = scopes.map(({ fetchedAt }) => (fetchedAt === null ? Number.NaN : Date.parse(fetchedAt)))
    const readAt = Math.min(...read)
    return {
      what: page.tasks.length + page.earlier.length > 0 ? 'rows' : 'skeleton',
      isLive: !this.#failed && scopes.every(({ state }) => state !== 'failed'),
      unlabelledMs: Math.max(...ages),
      readAt: Number.isNaN(readAt) ? null : readAt,
    }
  }

  /** Opens the page, then asks on until `signal` is aborted. */
  async look(signal: AbortSignal, onShown: (shown: Shown) => void): Promise<void> {
    await this.#send(`/tasks?${this.query}`, 'text/html', signal)
    while (!signal.aborted) {
      await this.#ask(signal)
      if (signal.aborted) return
      const { shown } = this
      if (this.#hadRows && shown.what !== 'rows') this.emptyScreens += 1
      this.#hadRows ||= shown.what === 'rows'
      onShown(shown)
      await wait(refreshAfterMs(this.#page ?? undefined, this.#failed), undefined, { signal }).catch(() => {})
    }
  }

  async #ask(signal: AbortSignal): Promise<void> {
    const text = await this.#send(`/api/tasks?${this.query}&wait=first`, 'application/json', signal)
    this.#failed = text === null
    // Safe: the app's own JSON.
    if (text !== null) this.#page = JSON.parse(text) as TasksPage
  }

  /** Null where the answer is no good one. */
  async #send(path: string, accept: string, signal: AbortSignal): Promise<string | null> {
    try {
      const { status, text } = await send(this.appUrl + path, signal, accept)
      this.onStatus(status)
      return status === 200 ? text : null
    } catch {
      if (!signal.aborted) this.onStatus(0)
      return null
    }
  }
}
