import { fleetRegions } from '../simulator/regions'
import { untilBucketIsFull, untilWhole } from './ask'
import type { Measure } from './measure'
import type { Stage } from './stage'
import { ALL_OF_IT, CLOUD } from './upstream'

const REGIONS = 5
const TASKS = 20_000
const TARGET_MIB = 300
const MIB = 2 ** 20

const env = {
  ...ALL_OF_IT,
  // What arrives meanwhile must not push anything out.
  CDB_TASKS_ROWS_PER_SCOPE: String(TASKS + 1_000),
  CDB_TASKS_ROWS_IN_MEMORY: String(REGIONS * (TASKS + 1_000)),
  NODE_OPTIONS: `--import ${new URL('./memory-handler.mjs', import.meta.url).href}`,
}

export async function measureHeldMemory(stage: Stage): Promise<Measure> {
  const fleet = fleetRegions(REGIONS)
  const app = await stage.start(
    { ...env, CDB_TASKS_REGIONS: Object.keys(fleet).join() },
    { ...CLOUD, regions: fleet, tasksPerRegion: TASKS, activeTasks: 20 },
  )
  // A little of everything, so that the code is in memory.
  await untilWhole(app.url, 'from=-1h')
  await untilBucketIsFull()
  const idle = await memoryOf(app.url)
  const { page } = await untilWhole(app.url, 'from=all')
  const full = await memoryOf(app.url)
  await app.stop()

  const rssMib = (full.rss - idle.rss) / MIB
  const heapMib = (held(full) - held(idle)) / MIB
  return {
    what: `memory for ${(REGIONS * TASKS).toLocaleString('en')} tasks held, above idle`,
    target: `≤ ${TARGET_MIB} MiB`,
    figure: `${rssMib.toFixed(0)} MiB`,
    verdict: rssMib <= TARGET_MIB ? 'met' : 'MISSED',
    how:
      `the server’s resident memory with ${page.rowCount} tasks of ${REGIONS} regions in it, less the ` +
      `${(idle.rss / MIB).toFixed(0)} MiB before; of that on the heap ${heapMib.toFixed(0)} MiB; both after a forced ` +
      'collection',
  }
}

async function memoryOf(appUrl: string): Promise<NodeJS.MemoryUsage> {
  const response = await fetch(`${appUrl}/healthz`)
  // Safe: the handler is the bench's own.
  return (await response.json()) as NodeJS.MemoryUsage
}

function held({ heapUsed, external }: NodeJS.MemoryUsage): number {
  return heapUsed + external
}
