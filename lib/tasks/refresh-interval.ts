import { isActive } from './task-status'
import type { ScopeCoverage, TasksPage } from './tasks-page'

/** What is younger than this is not read again, and what may change is shown this fresh. */
export const REFRESH_MS = 5_000
const READING_MS = 700
export const QUIET_MS = 30_000
/** Older than a refresh and the time that it may take. */
const OLD_MS = 1.2 * REFRESH_MS

/** Times on a page are whole seconds: so much later the moment has surely passed. */
const SECOND_MS = 1_000

/** How soon a page asks again: at once while it is still being read, soon while anything in it may change. */
export function refreshAfterMs(page: TasksPage | undefined, failed: boolean): number {
  if (failed || !page) return REFRESH_MS
  const { scopes } = page.coverage
  if (scopes.some(({ gap }) => gap === 'reading')) return READING_MS
  // It stands on what was there; a refresh of it is on the way.
  const isOld = ({ state, fetchedAt }: ScopeCoverage) =>
    state !== 'failed' && Date.parse(page.fetchedAt) - Date.parse(fetchedAt ?? page.fetchedAt) > OLD_MS
  if (scopes.some(isOld)) return READING_MS
  if (scopes.some(({ state }) => state === 'failed')) return afterTheNextTry(page)
  const isRestless = [...page.earlier, ...page.tasks].some(({ status }) => isActive(status))
  return isRestless ? REFRESH_MS : QUIET_MS
}

/** Where the server holds a scope back, right after it tries again: what comes back is seen with the first try. */
function afterTheNextTry({ fetchedAt, coverage: { scopes } }: TasksPage): number {
  const tries = scopes.flatMap(({ state, problem }) => (state === 'failed' && problem?.retryAt) || [])
  if (tries.length === 0) return REFRESH_MS
  const dueMs = Math.min(...tries.map((at) => Date.parse(at))) - Date.parse(fetchedAt)
  // It is being tried.
  if (dueMs < 0) return REFRESH_MS / 2
  return Math.min(dueMs + SECOND_MS, REFRESH_MS)
}
