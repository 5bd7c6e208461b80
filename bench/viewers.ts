import { setTimeout as wait } from 'node:timers/promises'
import type { RunningApp } from '../e2e/app'
import { Cloud } from '../e2e/cloud'
import { untilWhole } from './ask'
import type { Measure } from './measure'
import type { Stage } from './stage'
import { ALL_OF_IT, CLOUD } from './upstream'

const VIEWERS = 200
const POLL_MS = 5_000
const SPAN_MS = 60_000
const TARGET = 1.1
const QUERY = 'region=ap-guangzhou'

/** Both servers at once, so that what else the machine does meets both. */
export async function measureViewers(stage: Stage): Promise<Measure> {
  const start = () => stage.start({ ...ALL_OF_IT }, { ...CLOUD, tasksPerRegion: 10_000, activeTasks: 20 })
  const [crowded, lonely] = [await start(), await start()]
  for (const { url } of [crowded, lonely]) await untilWhole(url, QUERY)
  const [ofMany, ofOne] = await Promise.all([callsOf(crowded, VIEWERS), callsOf(lonely, 1)])
  await Promise.all([crowded.stop(), lonely.stop()])
  const ratio = ofMany / ofOne
  return {
    what: `${VIEWERS} clients polling one view for a minute: upstream calls against one client`,
    target: `≤ ${TARGET}×`,
    figure: `${ratio.toFixed(2)}×`,
    verdict: ratio <= TARGET ? 'met' : 'MISSED',
    how:
      `${ofMany} calls against ${ofOne}; each client asks every ${POLL_MS / 1000} s, spread evenly over them, and the ` +
      'first reading of the view is not counted',
  }
}

async function callsOf(app: RunningApp, viewers: number): Promise<number> {
  const cloud = new Cloud(app.cloudUrl)
  await cloud.forgetCalls()
  await Promise.all(Array.from({ length: viewers }, (_, viewer) => poll(app.url, (viewer * POLL_MS) / viewers)))
  return cloud.countCalls()
}

async function poll(appUrl: string, phaseMs: number) {
  const start = performance.now()
  // To the end of the span, so that the last poll of one client comes as late as the last of them all.
  for (let afterMs = phaseMs; afterMs <= SPAN_MS; afterMs += POLL_MS) {
    await wait(Math.max(0, start + afterMs - performance.now()))
    const response = await fetch(`${appUrl}/api/tasks?${QUERY}&wait=first`)
    if (!response.ok) throw new Error(`A poll was answered with ${response.status}.`)
    await response.arrayBuffer()
  }
}
