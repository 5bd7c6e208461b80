import autocannon from 'autocannon'
import { Cloud } from '../e2e/cloud'
import { type Measure, median } from './measure'

const PAIRS = 12
const ROUND_SECONDS = 2
const CONNECTIONS = 10
const WARM_REQUESTS = 3_000
const WARM_ROUNDS = 10
const TARGET = 0.8
const QUERY = '?region=ap-guangzhou&size=100'

interface Round {
  requests: number
  perSecond: number
  /** Of the server's process. */
  cpuMicros: number
}

/** Goes into the environment of the app under measure. */
export const withBareHandler = { NODE_OPTIONS: `--import ${new URL('./bare-handler.mjs', import.meta.url).href}` }

/** The app remembers for three seconds: the rounds have calls upstream in them, which count against the list. */
export async function measureFromMemory(app: { url: string; cloudUrl: string }): Promise<Measure> {
  const addresses = { list: `${app.url}/api/tasks${QUERY}`, bare: `${app.url}/api/openapi.json${QUERY}` }
  const replyBytes = await requireSameReply(addresses)
  await warmUp(Object.values(addresses))

  const cloud = new Cloud(app.cloudUrl)
  await cloud.forgetCalls()
  const pairs: Record<keyof typeof addresses, Round>[] = []
  for (let pair = 0; pair < PAIRS; pair++) {
    // Each goes first in half of the pairs, since a busy machine favours now one, now the other.
    if (pair % 2 === 0) pairs.push({ list: await round(addresses.list), bare: await round(addresses.bare) })
    else pairs.push({ bare: await round(addresses.bare), list: await round(addresses.list) })
  }
  const calls = await cloud.countCalls()

  const ratios = pairs.map(({ list, bare }) => list.perSecond / bare.perSecond)
  const ratio = median(ratios)
  const cpuRatio = median(pairs.map(({ list, bare }) => bare.cpuMicros / list.cpuMicros))
  const perSecond = (of: keyof typeof addresses) => median(pairs.map((pair) => pair[of].perSecond)).toFixed(0)
  return {
    what: 'GET /api/tasks, 100 rows from memory, requests/s against a bare handler',
    target: `≥ ${TARGET}`,
    figure: `${ratio.toFixed(2)}×`,
    verdict: ratio >= TARGET ? 'met' : 'MISSED',
    how:
      `median of ${PAIRS} pairs of ${ROUND_SECONDS} s rounds with ${CONNECTIONS} connections, ` +
      `${Math.min(...ratios).toFixed(2)}–${Math.max(...ratios).toFixed(2)}; by the server’s processor time for a ` +
      `request, which other work on the machine disturbs less, ${cpuRatio.toFixed(2)}×; ` +
      `${perSecond('list')} against ${perSecond('bare')} requests/s of ${replyBytes} bytes, uncompressed; ` +
      `${calls} upstream calls in all rounds`,
  }
}

async function requireSameReply({ list, bare }: { list: string; bare: string }): Promise<number> {
  const [ofBare, ofList] = [await read(bare), await read(list)]
  if (ofBare.status !== 200 || !ofBare.bytes.equals(ofList.bytes) || ofBare.headers !== ofList.headers)
    throw new Error('The bare handler does not answer as the list does: see bench/bare-handler.mjs.')
  return ofList.bytes.length
}

async function read(url: string) {
  const response = await fetch(url)
  const varying = ['date', 'content-security-policy']
  const headers = [...response.headers].filter(([name]) => !varying.includes(name)).join('\n')
  return { status: response.status, headers, bytes: Buffer.from(await response.arrayBuffer()) }
}

/** Until the server's code is compiled, or for as long as it is worth waiting. */
async function warmUp(urls: string[]) {
  let requests = 0
  for (let rounds = 0; rounds < WARM_ROUNDS && requests < WARM_REQUESTS; rounds++) {
    for (const url of urls) requests += (await round(url)).requests
  }
}

async function round(url: string): Promise<Round> {
  const before = await cpuMicros(url)
  const { duration, requests, errors, non2xx } = await autocannon({
    url,
    connections: CONNECTIONS,
    duration: ROUND_SECONDS,
  })
  if (errors + non2xx > 0) throw new Error(`${url}: ${errors} errors and ${non2xx} replies other than 2xx`)
  const spent = (await cpuMicros(url)) - before
  return { requests: requests.total, perSecond: requests.total / duration, cpuMicros: spent / requests.total }
}

async function cpuMicros(url: string): Promise<number> {
  const response = await fetch(new URL('/healthz', url))
  // Safe: the handler is the bench's own.
  const { user, system } = (await response.json()) as NodeJS.CpuUsage
  return user + system
}
