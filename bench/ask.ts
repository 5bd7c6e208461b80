import { setTimeout as wait } from 'node:timers/promises'
import type { TaskDetails } from '../lib/tasks/details/task-details'
import type { Task } from '../lib/tasks/task'
import { locatorOf, taskKey } from '../lib/tasks/task-locator'
import type { TasksPage } from '../lib/tasks/tasks-page'

const POLL_MS = 500
const PATIENCE_MS = 120_000

export async function askPage(appUrl: string, query: string): Promise<TasksPage> {
  const response = await fetch(`${appUrl}/api/tasks?${query}`)
  if (!response.ok) throw new Error(`${query}: ${response.status} ${await response.text()}`)
  // Safe: the app's own JSON.
  return (await response.json()) as TasksPage
}

/** Asks as the drawer does, until every source has answered. */
export async function askDetails(appUrl: string, task: Task): Promise<TaskDetails> {
  const { startedAt } = locatorOf(task)
  const path = `/api/tasks/${taskKey(task)}/details${startedAt ? `?start=${startedAt}` : ''}`
  const response = await fetch(appUrl + path)
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`)
  // Safe: the app's own JSON.
  return (await response.json()) as TaskDetails
}

interface Polling {
  firstPollMs?: number
  isDone?: (page: TasksPage) => boolean
}

/** Asks as the page does, until everything is there. Milliseconds from the first question to the last answer. */
export async function untilWhole(
  appUrl: string,
  query: string,
  { firstPollMs = POLL_MS, isDone = ({ coverage }) => coverage.whole }: Polling = {},
): Promise<{ page: TasksPage; ms: number }> {
  const start = performance.now()
  for (let pause = firstPollMs; performance.now() - start < PATIENCE_MS; pause = POLL_MS) {
    const page = await askPage(appUrl, query)
    if (isDone(page)) return { page, ms: performance.now() - start }
    await wait(pause)
  }
  throw new Error(`${query} was not whole within two minutes.`)
}

/** The bucket is full again, and what was looked at before is not refreshed any more. */
export function untilBucketIsFull(): Promise<void> {
  return wait(1_500)
}
