import { createTestClient } from '../simulator/test-client'
import type { RunningApp } from './app'

/** A sibling API asked by the test itself, with the real SDK and without the product between. */
export async function askSibling(app: RunningApp, region: string, action: string, body: object) {
  const client = createTestClient({ url: app.cloudUrl, close: async () => {} }, { region })
  // Safe: the simulator's own JSON.
  return (await client.request(action, body)) as { Items: Record<string, unknown>[]; [field: string]: unknown }
}

export interface ListedTask {
  key: string
  region: string
  jobId: string
  startedAt: string
  status: string
  typeWire: string
  instanceIds: string[]
  asyncRequestId: string | null
}

/** The first task of a live region's last thirty days that the query finds. */
export async function findTask(
  app: RunningApp,
  query: string,
  fits = (_task: ListedTask) => true,
): Promise<ListedTask> {
  const live = 'region=ap-shanghai,ap-singapore,ap-shanghai-fsi'
  const response = await fetch(`${app.url}/api/tasks?${live}&from=-30d&size=100&${query}`)
  // Safe: the BFF's replies are checked against their schemas in its own tests.
  const { tasks } = (await response.json()) as { tasks: ListedTask[] }
  const task = tasks.find(fits)
  if (!task) throw new Error(`no task for ${query}`)
  return task
}

/** The list of the task's region with its drawer open. */
export function drawerOf(task: ListedTask): string {
  return `/tasks?region=${task.region}&from=-30d&instance=${task.instanceIds[0]}&size=100&task=${task.key}@${task.startedAt}`
}
