import type { Measure } from '../../bench/measure'
import { seconds } from '../../bench/measure'
import type { Stage } from '../../bench/stage'
import { Cloud } from '../../e2e/cloud'
import { countUnhandled } from '../unhandled'
import { routes } from './routes'
import { askAll, type Tried, tryRoute } from './try-route'

const A_ROUTE = 10_000

/** The environment and the cloud that made-up addresses are tried on: small, so that reading it again costs little. */
export const QUERIES_ENV = { CDB_TASKS_REGIONS: 'ap-guangzhou,ap-shanghai' }
export const QUERIES_CLOUD = { tasksPerRegion: 40, activeTasks: 2, latencyMs: 0 }

export async function measureQueries(stage: Stage): Promise<Measure[]> {
  const app = await stage.start(QUERIES_ENV, QUERIES_CLOUD)
  const cloud = new Cloud(app.cloudUrl)
  const seed = Date.now() % 2 ** 31
  const odd: string[] = []
  const statuses: Tried['statuses'] = {}
  const refused: string[] = []
  const startedAt = performance.now()
  let asked = 0
  let fewest = Number.POSITIVE_INFINITY
  for (const route of Object.keys(routes)) {
    const before = performance.now()
    const tried = await tryRoute(app.url, route, A_ROUTE, seed)
    console.error(
      `${route}: ${tried.asked} in ${seconds(performance.now() - before)} ${JSON.stringify(tried.statuses)}`,
    )
    for (const [status, count] of Object.entries(tried.statuses)) statuses[status] = (statuses[status] ?? 0) + count
    odd.push(...tried.odd)
    refused.push(...tried.refused.slice(0, 1_000))
    asked += tried.asked
    fewest = Math.min(fewest, tried.asked)
  }
  const took = performance.now() - startedAt
  const calls = await callsOf(app.url, cloud, refused)
  const unhandled = countUnhandled(app.output())
  const alive = (await fetch(`${app.url}/healthz`)).ok
  for (const line of odd.slice(0, 50)) console.error(line)
  return [
    {
      what: 'generated query strings a route',
      target: `≥ ${A_ROUTE.toLocaleString('en')} on each, 0 answers of 500, 0 unhandled`,
      figure: `${asked.toLocaleString('en')} on ${Object.keys(routes).length} routes in ${seconds(took)}; ${odd.length} unexpected, ${unhandled} unhandled; ${JSON.stringify(statuses)}`,
      verdict: fewest >= A_ROUTE && odd.length === 0 && unhandled === 0 && alive ? 'met' : 'MISSED',
      how: `seed ${seed}; eight at once over kept connections; every API route, page and address of the sign-in.`,
    },
    {
      what: 'upstream calls for addresses that are refused',
      target: '0',
      figure: `${calls} for ${refused.length.toLocaleString('en')}`,
      verdict: calls === 0 ? 'met' : 'MISSED',
      how: 'those of the above that were answered 400, at most 1,000 a route, asked again by themselves.',
    },
  ]
}

/** What the cloud is asked while these addresses are. */
export async function callsOf(url: string, cloud: Cloud, paths: string[]): Promise<number> {
  await cloud.forgetCalls()
  await askAll(url, paths, () => undefined)
  return cloud.countAllCalls()
}
