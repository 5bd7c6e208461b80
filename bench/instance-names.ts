import { setTimeout as wait } from 'node:timers/promises'
import type { RunningApp } from '../e2e/app'
import { Cloud } from '../e2e/cloud'
import { instanceKeysOf } from '../lib/tasks/details/instance-keys'
import { fleetRegions } from '../simulator/regions'
import { askPage, untilWhole } from './ask'
import type { Measure } from './measure'
import type { Stage } from './stage'
import { ALL_OF_IT, CLOUD } from './upstream'

const VIEWERS = 20
const POLL_MS = 5_000
/** A little longer than an answer is remembered: each name is read and read again. */
const POLLS = 13
const AGE_MS = 60_000
const AGES = Math.ceil((POLLS * POLL_MS) / AGE_MS)
const REGIONS = [6, 20]
const QUERY = 'size=100'

interface Run {
  calls: number
  rows: number
  regions: number
  instances: number
}

/** All at once, so that it takes a minute and not three. */
export async function measureInstanceNames(stage: Stage): Promise<Measure[]> {
  const startedAtMs = Date.now()
  const still = () => startedAtMs
  const [arriving, ...standing] = await Promise.all([
    run(stage, 6, Date.now),
    ...REGIONS.map((regions) => run(stage, regions, still)),
  ])
  const ratios = standing.map(({ calls, regions }) => calls / (regions * AGES))
  const worst = Math.max(...ratios)
  const each = standing.map(
    (of, index) => `${REGIONS[index]} regions: ${of.calls} calls for ${of.rows} rows in ${of.regions} of them`,
  )
  return [
    {
      what: `names of the instances on the list, ${VIEWERS} viewers: upstream calls a region and refresh age`,
      target: '≤ 1',
      figure: ratios.map((ratio) => ratio.toFixed(2)).join(', '),
      verdict: worst <= 1 ? 'met' : 'MISSED',
      how:
        `${each.join('; ')}; in ${(POLLS * POLL_MS) / 1000} s, in which ${AGES} refresh ages of ${AGE_MS / 1000} s begin; all look at one page, and each ` +
        `polls every ${POLL_MS / 1000} s, and asks for the names each time, as one would who opens the page anew`,
    },
    {
      what: 'the same while tasks arrive, in 6 regions',
      target: null,
      figure: (arriving.calls / (arriving.regions * AGES)).toFixed(2),
      verdict: null,
      how: `${arriving.calls} calls for ${arriving.regions} regions and ${arriving.instances} instances that were seen`,
    },
  ]
}

async function run(stage: Stage, count: number, now: () => number): Promise<Run> {
  const fleet = fleetRegions(count)
  const app = await stage.start(
    { ...ALL_OF_IT, CDB_TASKS_REGIONS: Object.keys(fleet).join() },
    { ...CLOUD, regions: fleet, now },
  )
  const { page } = await untilWhole(app.url, QUERY)
  const asked = new Set<string>()
  await Promise.all(Array.from({ length: VIEWERS }, (_, viewer) => view(app, (viewer * POLL_MS) / VIEWERS, asked)))
  const calls = await new Cloud(app.cloudUrl).countCalls('DescribeDBInstances')
  await app.stop()
  const regions = new Set([...asked].map((key) => key.split('/')[1])).size
  return { calls, rows: page.tasks.length, regions, instances: asked.size }
}

/** As the page does: the rows, and the names of their instances. */
async function view({ url }: RunningApp, phaseMs: number, asked: Set<string>) {
  const start = performance.now() + phaseMs
  for (let turn = 0; turn < POLLS; turn++) {
    await wait(Math.max(0, start + turn * POLL_MS - performance.now()))
    const page = await askPage(url, `${QUERY}&wait=first`)
    const keys = instanceKeysOf([...page.tasks, ...page.earlier])
    for (const key of keys) asked.add(key)
    const response = await fetch(`${url}/api/instances?keys=${keys.join()}`)
    if (!response.ok) throw new Error(`Names: ${response.status} ${await response.text()}`)
    await response.arrayBuffer()
  }
}
