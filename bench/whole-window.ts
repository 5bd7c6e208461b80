import { Agent } from 'node:http'
import { cdb } from 'tencentcloud-sdk-nodejs/tencentcloud/services/cdb/index.js'
import { Cloud } from '../e2e/cloud'
import { fleetRegions } from '../simulator/regions'
import { DEMO_SECRET_ID, DEMO_SECRET_KEY } from '../simulator/server'
import { untilBucketIsFull, untilWhole } from './ask'
import { type Measure, median, seconds, type Verdict } from './measure'
import type { Stage } from './stage'
import { ALL_OF_IT, CLOUD, leastMs } from './upstream'

const TASKS = 10_000
const FASTER = 6
const ABOVE_LEAST = 1.5

interface Run {
  ours: number
  calls: number
  sequential: number
}

/** Each region is read once by the product, which has never seen it, and once by the loop. */
export async function measureWholeWindow(stage: Stage, isQuiet: boolean): Promise<Measure[]> {
  const fleet = fleetRegions(4)
  const [warmUp = '', ...regions] = Object.keys(fleet)
  const app = await stage.start(
    { ...ALL_OF_IT, CDB_TASKS_REGIONS: [warmUp, ...regions].join() },
    { ...CLOUD, regions: fleet, tasksPerRegion: TASKS, activeTasks: 20 },
  )
  const cloud = new Cloud(app.cloudUrl)
  await untilWhole(app.url, `region=${warmUp}&from=all`)
  const runs: Run[] = []
  for (const region of regions) {
    await untilBucketIsFull()
    await cloud.forgetCalls()
    const { page, ms } = await untilWhole(app.url, `region=${region}&from=all`)
    const calls = await cloud.countCalls()
    const { tasks, ms: sequential } = await readOneAfterAnother(app.cloudUrl, region)
    if (Math.abs(tasks - page.rowCount) > 5) throw new Error(`${region}: ${page.rowCount} rows, the loop has ${tasks}.`)
    runs.push({ ours: ms, calls, sequential })
  }
  await app.stop()

  const ratio = median(runs.map(({ ours, sequential }) => sequential / ours))
  const aboveLeast = median(runs.map(({ ours, calls }) => ours / leastMs(calls)))
  const verdict = (isMet: boolean): Verdict => (isMet ? 'met' : isQuiet ? 'MISSED' : 'undecided: the machine is busy')
  const list = (of: (run: Run) => string) => runs.map(of).join(', ')
  return [
    {
      what: `all of a ${TASKS.toLocaleString('en')}-task window in one region, against a plain sequential loop of the SDK`,
      target: `≥ ${FASTER}× faster`,
      figure: `${ratio.toFixed(1)}×`,
      verdict: verdict(ratio >= FASTER),
      how:
        `median of ${runs.length} regions that the server had not read before: ${list(({ ours }) => seconds(ours))} ` +
        `against ${list(({ sequential }) => seconds(sequential))}; the loop asks for pages of 100, one after another, ` +
        'over a connection that it keeps',
    },
    {
      what: 'the same against what the permitted rate allows',
      target: `≤ ${ABOVE_LEAST}×`,
      figure: `${aboveLeast.toFixed(2)}×`,
      verdict: verdict(aboveLeast <= ABOVE_LEAST),
      how: `the calls (${list(({ calls }) => `${calls}`)}) less the burst, over the rate: ${list(({ calls }) => seconds(leastMs(calls)))}`,
    },
  ]
}

/** What a user would write first. */
async function readOneAfterAnother(cloudUrl: string, region: string) {
  const client = new cdb.v20170320.Client({
    credential: { secretId: DEMO_SECRET_ID, secretKey: DEMO_SECRET_KEY },
    region,
    profile: {
      httpProfile: {
        endpoint: new URL(cloudUrl).host,
        protocol: 'http://',
        // An agent keeps the SDK off an http_proxy of the environment, too.
        agent: new Agent({ keepAlive: true }),
      },
    },
  })
  const start = performance.now()
  let tasks = 0
  for (;;) {
    const { Items = [], TotalCount = 0 } = await client.DescribeTasks({ Offset: tasks, Limit: 100 })
    tasks += Items.length
    if (tasks >= TotalCount || Items.length === 0) return { tasks, ms: performance.now() - start }
  }
}
