import { isActive } from './task-status'
import type { TasksPage } from './tasks-page'

/** What is younger than this is not read again, and what may change is shown this fresh. */
export const REFRESH_MS = 5_000
const READING_MS = 700
const QUIET_MS = 30_000

/** How soon a page asks again: at once while it is still being read, soon while anything in it may change. */
export function refreshAfterMs(page: TasksPage | undefined, failed: boolean): number {
  if (failed || !page) return REFRESH_MS
  const { scopes } = page.coverage
  if (scopes.some(({ gap }) => gap === 'reading')) return READING_MS
  const restless =
    scopes.some(({ state }) => state === 'failed') ||
    [...page.earlier, ...page.tasks].some(({ status }) => isActive(status))
  return restless ? REFRESH_MS : QUIET_MS
}
