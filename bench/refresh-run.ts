import { anyone } from '@/lib/access/fake-viewer'
import { ownFleet } from '@/lib/fleet/fleet'
import { collectTasks, listTasks } from '@/lib/fleet/list-tasks'
import { Scans } from '@/lib/fleet/scans'
import { REFRESH_MS } from '@/lib/tasks/refresh-interval'
import type { Task } from '@/lib/tasks/task'
import { readTaskSearch } from '@/lib/tasks/task-search'
import { isActive } from '@/lib/tasks/task-status'
import { Cloud } from '../e2e/cloud'
import { DEMO_SECRET_ID, DEMO_SECRET_KEY, startSimulator } from '../simulator/server'
import { CLOUD } from './upstream'

const REFRESHES = 60
const ROWS = { perScope: 20_000, inMemory: 100_000 }

export interface RefreshRun {
  /** Of each refresh. */
  calls: number[]
  rows: number
  active: number
  lanes: Record<string, { worstSecond: number; refused: number }>
}

let epochMs = Date.now()
const now = () => epochMs
const simulator = await startSimulator({ ...CLOUD, now, tasksPerRegion: 10_000, activeTasks: 20 })
Object.assign(process.env, {
  CDB_TASKS_ENDPOINT: simulator.url,
  CDB_TASKS_REGIONS: 'ap-guangzhou',
  TENCENTCLOUD_SECRET_ID: DEMO_SECRET_ID,
  TENCENTCLOUD_SECRET_KEY: DEMO_SECRET_KEY,
  CDB_TASKS_AUTH: 'none',
})
const cloud = new Cloud(simulator.url)
const viewer = await anyone()
const { search } = readTaskSearch(new URLSearchParams('region=ap-guangzhou&from=all'))
const fleet = { ...ownFleet(), now, scans: new Scans(ROWS) }

await listTasks(viewer, search, { fleet })
const calls: number[] = []
for (let refresh = 0; refresh < REFRESHES; refresh++) {
  epochMs += REFRESH_MS
  await cloud.forgetCalls()
  await listTasks(viewer, search, { fleet })
  calls.push(await cloud.countCalls())
}

const { tasks } = await collectTasks(viewer, search, { fleet })
const again = await collectTasks(viewer, search, { fleet: { ...fleet, scans: new Scans(ROWS) } })
const [kept, read] = [states(tasks), states(again.tasks)]
if (!again.coverage.whole || kept !== read) throw new Error('What was refreshed is not what a whole reading gives.')

const limit = await fetch(`${simulator.url}/control/limit`)
const run: RefreshRun = {
  calls,
  rows: tasks.length,
  active: tasks.filter(({ status }) => isActive(status)).length,
  // Safe: the simulator's own JSON.
  lanes: (await limit.json()) as RefreshRun['lanes'],
}
process.stdout.write(JSON.stringify(run), () => process.exit())

function states(of: Task[]): string {
  return of
    .map(({ key, status, progressPercent, endedAt }) => [key, status, progressPercent, endedAt].join())
    .sort()
    .join('\n')
}
