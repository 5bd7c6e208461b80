import { setMaxListeners } from 'node:events'
import { setTimeout as wait } from 'node:timers/promises'
import { askPage, untilWhole } from '../bench/ask'
import { callsByAction, sum } from '../bench/calls'
import { type Measure, seconds } from '../bench/measure'
import type { Stage } from '../bench/stage'
import { type RunningApp, REGIONS as regionNames } from '../e2e/app'
import type { Task } from '../lib/tasks/task'
import { spoilByChance } from './faults-by-chance'
import { askWhatNobodyAsked, keepVisiting, openATask, tryToUpgrade, type Visited } from './soak-visits'
import { countUnhandled } from './unhandled'

const VIEWERS = 50
const SOAK_MS = 10 * 60_000
const WARM_UP_MS = 3 * 60_000
const FAULT_SHARE = 0.05
const UPGRADES = 100
const TARGET = 1.05
const PAUSE_MS = 3_000
const TASKS = 400
/** Those that are opened, each of them before the first measure. */
const OPENED = 300
/** As many rows as these fill the memory of lists several times over. */
const NEW_QUESTIONS = 400
/** Readings that nobody waits for are given up, and idle connections closed. */
const QUIET_MS = 30_000
const LOOK_EVERY_MS = 60_000
const MIB = 2 ** 20

const regions = regionNames.split(',').filter((region) => region !== 'eu-frankfurt')

const env = {
  CDB_TASKS_REGIONS: regions.join(),
  CDB_TASKS_RATE: '300',
  CDB_TASKS_ROWS_PER_SCOPE: '2000',
  CDB_TASKS_ROWS_IN_MEMORY: '10000',
  NODE_OPTIONS: `--import ${new URL('./inside.mjs', import.meta.url).href}`,
}

interface Holdings {
  pid: number
  heapBytes: number
  externalBytes: number
  rssBytes: number
  descriptors: number
}

export async function measureSoak(stage: Stage): Promise<Measure[]> {
  const app = await stage.start(env, { tasksPerRegion: TASKS, activeTasks: 20, requestsPerSecond: 400 })
  const statuses: Record<number, number> = {}
  const visited: Visited = {
    appUrl: app.url,
    regions,
    tasks: await someTasks(app.url),
    onStatus: (status) => {
      statuses[status] = (statuses[status] ?? 0) + 1
    },
  }
  await fill(visited)
  await soak(app, visited, WARM_UP_MS, 0)
  const before = await holdingsOf(app)
  const soaked = await soak(app, visited, SOAK_MS, UPGRADES)
  const after = await holdingsOf(app)
  await app.stop()

  const ratio = after.heapBytes / before.heapBytes
  const crashes = Number(after.pid !== before.pid) + countUnhandled(app.output())
  const wrong = (statuses[500] ?? 0) + (statuses[0] ?? 0) + crashes + UPGRADES - soaked.refusedUpgrades
  const isMet = ratio <= TARGET && after.descriptors === before.descriptors && wrong === 0
  const answers = Object.entries(statuses).map(([status, count]) => `${count} of ${status}`)
  return [
    {
      what: `${SOAK_MS / 60_000}-minute soak, ${VIEWERS} viewers, ${100 * FAULT_SHARE} % faults`,
      target: `heap after a forced collection ≤ ${TARGET}× that after warm-up; descriptors equal`,
      figure: `${ratio.toFixed(3)}×; ${after.descriptors} against ${before.descriptors}`,
      verdict: isMet ? 'met' : 'MISSED',
      how:
        `${mib(after.heapBytes)} against ${mib(before.heapBytes)} MiB on the heap, ${mib(after.rssBytes)} against ` +
        `${mib(before.rssBytes)} MiB resident, while it ran ${soaked.heaps.map(mib).join(', ')} MiB on the heap; before the ` +
        `first measure ${seconds(WARM_UP_MS)} of the same, and more was asked than is held; ${soaked.calls} upstream calls, ` +
        `${soaked.faults} of them met a fault; ${soaked.refusedUpgrades} of ${UPGRADES} upgrades refused; answers: ` +
        `${answers.join(', ')} (0 is none); ${crashes} crashes and unhandled rejections`,
    },
  ]
}

/** So much is asked that nothing which is bounded grows any more. */
async function fill(visited: Visited): Promise<void> {
  const { signal } = new AbortController()
  const work = [
    ...visited.tasks.map((task) => () => openATask(visited, signal, task)),
    ...Array.from({ length: NEW_QUESTIONS }, () => () => askWhatNobodyAsked(visited, signal)),
  ]
  const worker = async () => {
    for (let next = work.pop(); next; next = work.pop()) await next()
  }
  await Promise.all(Array.from({ length: 8 }, worker))
}

interface Soaked {
  calls: number
  faults: number
  refusedUpgrades: number
  /** Bytes, taken every while. */
  heaps: number[]
}

/** The viewers are gone, and their connections closed, when it resolves. */
async function soak(app: RunningApp, visited: Visited, spanMs: number, upgrades: number): Promise<Soaked> {
  const end = new AbortController()
  setMaxListeners(0, end.signal)
  const callsBefore = sum(await callsByAction(app.cloudUrl))
  const visiting = Array.from({ length: VIEWERS }, () => keepVisiting(visited, PAUSE_MS, end.signal))
  const spoiling = spoilByChance(app.cloudUrl, FAULT_SHARE, end.signal)
  const upgrading = tryUpgrades(app.url, upgrades, spanMs)
  const heaps: number[] = []
  for (const start = performance.now(); performance.now() - start < spanMs; ) {
    await wait(Math.min(LOOK_EVERY_MS, Math.max(0, start + spanMs - performance.now())))
    heaps.push((await holdingsOf(app)).heapBytes)
  }
  end.abort()
  await Promise.all(visiting)
  const [faults, refusedUpgrades] = await Promise.all([spoiling, upgrading])
  const calls = sum(await callsByAction(app.cloudUrl)) - callsBefore
  await wait(QUIET_MS)
  return { calls, faults, refusedUpgrades, heaps }
}

async function tryUpgrades(appUrl: string, count: number, spanMs: number): Promise<number> {
  let refused = 0
  for (let tried = 0; tried < count; tried++) {
    if (await tryToUpgrade(appUrl)) refused += 1
    await wait((spanMs / count) * 0.9)
  }
  return refused
}

async function someTasks(appUrl: string): Promise<Task[]> {
  const tasks: Task[] = []
  for (const region of regions) {
    await untilWhole(appUrl, `region=${region}&from=-30d&size=100`)
    const { tasks: newest } = await askPage(appUrl, `region=${region}&from=-30d&size=100`)
    tasks.push(...newest.filter(({ instanceIds }) => instanceIds.length > 0).slice(0, OPENED / regions.length))
  }
  return tasks
}

async function holdingsOf(app: RunningApp): Promise<Holdings> {
  const response = await fetch(`${app.url}/healthz`)
  // Safe: the handler is this room's own.
  return (await response.json()) as Holdings
}

function mib(bytes: number): string {
  return (bytes / MIB).toFixed(1)
}
