import { once, setMaxListeners } from 'node:events'
import { connect } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { callsByAction, sum } from '../bench/calls'
import type { Measure } from '../bench/measure'
import type { Stage } from '../bench/stage'
import { ALLOWED, LATENCY_MS } from '../bench/upstream'
import type { RunningApp } from '../e2e/app'
import { type RedisServer, startRedis } from '../lib/replicas/redis-server'
import { forAWhile } from './for-a-while'
import { type SimulatedCloud, startSimulatedCloud } from './simulated-cloud'
import { countUnhandled } from './unhandled'
import { Viewer } from './viewer'

const REPLICAS = 3
/** The default, and nearly all that the service allows. */
const RATES = [50, 95]
const TASKS = 500
const VIEWERS = 30
/** A newcomer looks at what nobody has looked at before, and leaves. */
const NEWCOMER_STAYS_MS = 8_000
/** So many at once, which is more to read than any rate allows in a second. */
const CROWD = 12
const CROWD_EVERY_MS = 7_500
const RUN_MS = 60_000

/** What befalls Redis, by the second in which it does. */
interface Fate {
  what: string
  strokes: { atMs: number; strike: (redis: RedisServer) => void | Promise<void> }[]
}

const fates: Fate[] = [
  { what: 'Redis killed half-way', strokes: [{ atMs: RUN_MS / 2, strike: ({ kill }) => kill() }] },
  {
    what: 'Redis hung for 15 s, later flushed',
    strokes: [
      { atMs: 15_000, strike: ({ freeze }) => freeze() },
      { atMs: 30_000, strike: ({ thaw }) => thaw() },
      { atMs: 45_000, strike: ({ url }) => flush(url) },
    ],
  },
]

export async function measureReplicas(stage: Stage): Promise<Measure[]> {
  const measures: Measure[] = []
  for (const fate of fates) for (const rate of RATES) measures.push(await measureFate(stage, fate, rate))
  return measures
}

async function measureFate(stage: Stage, { what, strokes }: Fate, rate: number): Promise<Measure> {
  const redis = await startRedis()
  const stopRedis = stage.add(async () => {
    redis.thaw()
    await redis.kill()
  })
  const cloud = await startSimulatedCloud({
    tasks: TASKS,
    active: 20,
    latency: LATENCY_MS,
    rate: ALLOWED,
  })
  const stopCloud = stage.add(() => cloud.stop())
  const env = {
    CDB_TASKS_ENDPOINT: cloud.url,
    CDB_TASKS_REDIS_URL: redis.url,
    CDB_TASKS_RATE: String(rate),
  }
  const apps: RunningApp[] = []
  for (let replica = 0; replica < REPLICAS; replica++) apps.push(await stage.start(env))
  for (const { url } of apps) await untilShared(url)

  const statuses: Record<number, number> = {}
  const failures = await look(apps, statuses, async () => {
    const start = performance.now()
    for (const { atMs, strike } of strokes) {
      await wait(start + atMs - performance.now())
      await strike(redis)
    }
    await wait(start + RUN_MS - performance.now())
  })
  const { worstSecond, refused, calls } = await limitOf(cloud)
  const unhandled = apps.reduce((sum, app) => sum + countUnhandled(app.output()), 0)
  for (const app of apps) await app.stop()
  await stopCloud()
  await stopRedis()

  const bad = Object.entries(statuses).filter(([status]) => status !== '200')
  const failed = bad.reduce((sum, [, count]) => sum + count, 0)
  return {
    what: `${REPLICAS} replicas at ${rate} calls a second, ${what}`,
    target: `worst sliding second ≤ ${ALLOWED} upstream calls; 0 failed page requests`,
    figure: `${worstSecond} calls; ${failed} failed`,
    verdict: worstSecond <= ALLOWED && refused + failed + failures + unhandled === 0 ? 'met' : 'MISSED',
    how:
      `${calls} calls in ${RUN_MS / 1000} s, ${refused} of them refused; ${statuses[200] ?? 0} pages and answers of the API ` +
      `were good${bad.map(([status, count]) => `, ${count} were ${status}`).join('')}; ${failures} screens had no rows and ` +
      `a reason; ${unhandled} unhandled rejections; ${VIEWERS} viewers, each second one who looks at what nobody has ` +
      `looked at before, and ${CROWD} of those at once every ${CROWD_EVERY_MS / 1000} s, over all replicas`,
  }
}

/** Viewers and newcomers until `meanwhile` is done; how many screens showed nothing but a failure. */
async function look(
  apps: RunningApp[],
  statuses: Record<number, number>,
  meanwhile: () => Promise<void>,
): Promise<number> {
  const end = new AbortController()
  setMaxListeners(0, end.signal)
  const looking: Promise<void>[] = []
  let failures = 0
  let arrived = 0
  const arrive = (query: string, signal: AbortSignal) => {
    const { url } = apps[arrived++ % apps.length] as RunningApp
    const viewer = new Viewer(url, query, (status) => {
      statuses[status] = (statuses[status] ?? 0) + 1
    })
    const look = viewer.look(signal, ({ what }) => {
      if (what === 'failure') failures += 1
    })
    looking.push(look)
  }
  const comeNew = () => {
    const query = `from=-${24 * 60 + arrived}m`
    arrive(query, forAWhile(end.signal, NEWCOMER_STAYS_MS))
  }
  for (let viewer = 0; viewer < VIEWERS; viewer++)
    arrive(viewer % 2 ? 'from=-24h' : 'from=-24h&status=failed', end.signal)
  const singles = setInterval(comeNew, 1_000)
  const crowds = setInterval(() => Array.from({ length: CROWD }, comeNew), CROWD_EVERY_MS)
  try {
    await meanwhile()
  } finally {
    clearInterval(singles)
    clearInterval(crowds)
    end.abort()
    await Promise.allSettled(looking)
  }
  return failures
}

/** Until the replica says that it shares with all of them. */
async function untilShared(appUrl: string): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    const response = await fetch(`${appUrl}/readyz`)
    // Safe: the app's own JSON.
    const { shared } = (await response.json()) as { shared: { state: string; replicas: number | null } }
    if (shared.state === 'connected' && shared.replicas === REPLICAS) return
    await wait(100)
  }
  throw new Error('The replicas do not share.')
}

async function limitOf({ url }: SimulatedCloud) {
  const response = await fetch(`${url}/control/limit`)
  // Safe: the simulator's own JSON.
  const lanes = Object.values((await response.json()) as Record<string, { worstSecond: number; refused: number }>)
  return {
    worstSecond: Math.max(...lanes.map(({ worstSecond }) => worstSecond)),
    refused: lanes.reduce((all, { refused }) => all + refused, 0),
    calls: sum(await callsByAction(url)),
  }
}

async function flush(url: string): Promise<void> {
  const { hostname, port } = new URL(url)
  const socket = connect(Number(port), hostname)
  socket.write('FLUSHALL\r\n')
  await once(socket, 'data')
  socket.destroy()
}
