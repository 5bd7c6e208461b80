import autocannon from 'autocannon'
import { Cloud } from '../e2e/cloud'
import { type Measure, median } from './measure'

const PAIRS = 6
const ROUND_SECONDS = 3
const CONNECTIONS = 10
const TARGET = 0.8
const QUERY = '?region=ap-guangzhou&size=100'

/** Goes into the environment of the app under measure. */
export const withBareHandler = { NODE_OPTIONS: `--import ${new URL('./bare-handler.mjs', import.meta.url).href}` }

/** The app remembers for three seconds, so each round has a call or two upstream in it, which count against the list. */
export async function measureFromMemory(app: { url: string; cloudUrl: string }): Promise<Measure> {
  const list = `${app.url}/api/tasks${QUERY}`
  const bare = `${app.url}/api/openapi.json${QUERY}`
  const replyBytes = await requireSameReply(bare, list)
  await round(bare)
  await round(list)

  const cloud = new Cloud(app.cloudUrl)
  await cloud.forgetCalls()
  const pairs: { bare: number; list: number }[] = []
  for (let pair = 0; pair < PAIRS; pair++) {
    // Each goes first in half of the pairs: the machine warms up, and its other work comes and goes.
    const [first, second] = pair % 2 === 0 ? [bare, list] : [list, bare]
    const rates = [await round(first), await round(second)]
    const [ofBare = 0, ofList = 0] = first === bare ? rates : rates.toReversed()
    pairs.push({ bare: ofBare, list: ofList })
  }
  const calls = await cloud.countCalls()

  const ratios = pairs.map((pair) => pair.list / pair.bare)
  const ratio = median(ratios)
  return {
    what: 'GET /api/tasks, 100 rows from memory, against a bare handler',
    target: `≥ ${TARGET}`,
    figure: `${ratio.toFixed(2)}×`,
    met: ratio >= TARGET,
    how:
      `median of ${PAIRS} pairs of ${ROUND_SECONDS} s rounds with ${CONNECTIONS} connections, ` +
      `${Math.min(...ratios).toFixed(2)}–${Math.max(...ratios).toFixed(2)}; ${replyBytes} bytes; ` +
      `${median(pairs.map((pair) => pair.list)).toFixed(0)} against ` +
      `${median(pairs.map((pair) => pair.bare)).toFixed(0)} requests/s; ${calls} upstream calls in all rounds`,
  }
}

async function requireSameReply(bare: string, list: string): Promise<number> {
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

async function round(url: string): Promise<number> {
  const { requests, errors, non2xx } = await autocannon({ url, connections: CONNECTIONS, duration: ROUND_SECONDS })
  if (errors + non2xx > 0) throw new Error(`${url}: ${errors} errors and ${non2xx} replies other than 2xx`)
  return requests.average
}
