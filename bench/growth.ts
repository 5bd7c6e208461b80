import { Cloud } from '../e2e/cloud'
import { fleetRegions } from '../simulator/regions'
import { untilBucketIsFull, untilWhole } from './ask'
import { type Measure, seconds } from './measure'
import type { Stage } from './stage'
import { ALL_OF_IT, CLOUD, leastMs } from './upstream'

const TASKS = [1_000, 10_000, 100_000]
const REGIONS = [1, 5, 20]
const TASKS_A_REGION = 500

interface Run {
  label: string
  ms: number
  calls: number
}

/** How the time of a first reading grows with what there is to read. */
export async function measureGrowth(stage: Stage): Promise<Measure[]> {
  const ofTasks: Run[] = []
  for (const tasks of TASKS) ofTasks.push(await run(stage, tasks.toLocaleString('en'), 1, tasks))
  const ofRegions: Run[] = []
  for (const regions of REGIONS) ofRegions.push(await run(stage, `${regions}`, regions, TASKS_A_REGION))
  return [
    toMeasure(`all of ${TASKS.map((count) => count.toLocaleString('en')).join(', ')} tasks in one region`, ofTasks),
    toMeasure(`all of ${REGIONS.join(', ')} regions with ${TASKS_A_REGION} tasks each`, ofRegions),
  ]
}

async function run(stage: Stage, label: string, regions: number, tasksPerRegion: number): Promise<Run> {
  const fleet = fleetRegions(regions + 1)
  const [warmUp = '', ...names] = Object.keys(fleet)
  const app = await stage.start(
    {
      ...ALL_OF_IT,
      CDB_TASKS_REGIONS: [warmUp, ...names].join(),
      CDB_TASKS_ROWS_PER_SCOPE: '110000',
      CDB_TASKS_ROWS_IN_MEMORY: '110000',
    },
    { ...CLOUD, regions: fleet, tasksPerRegion, activeTasks: 20 },
  )
  await untilWhole(app.url, `region=${warmUp}&from=-1h`)
  await untilBucketIsFull()
  const cloud = new Cloud(app.cloudUrl)
  await cloud.forgetCalls()
  const { ms } = await untilWhole(app.url, `region=${names.join()}&from=all`, { firstPollMs: 0 })
  const calls = await cloud.countCalls()
  await app.stop()
  return { label, ms, calls }
}

function toMeasure(what: string, runs: Run[]): Measure {
  const each = runs.map(({ label, calls }) => `${label}: ${calls} calls, at best ${seconds(leastMs(calls))}`)
  return {
    what,
    target: null,
    figure: runs.map(({ ms }) => seconds(ms)).join(', '),
    verdict: null,
    how: `one run each, by the plain API on a server that has read none of it before (${each.join('; ')})`,
  }
}
