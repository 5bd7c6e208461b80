import { Agent, get } from 'node:http'
import fc from 'fast-check'
import { generatedQuery } from './generated-query'
import { routes } from './routes'

const AT_ONCE = 8
/** Beyond it Node itself ends the connection. */
const LONGEST = 15_000
/** The cloud is well: an answer that it has a fault would be as odd as one that the server has. */
const EXPECTED = new Set([200, 303, 307, 308, 400, 401, 403, 404, 405, 414, 429, 431])

export interface Tried {
  asked: number
  statuses: Record<string, number>
  /** What no address may lead to, with the address. */
  odd: string[]
  /** Addresses that were refused as such. */
  refused: string[]
  largestRefusal: number
}

/** Asks one route as often as is said, with a query made up each time; the seed makes them the same again. */
export async function tryRoute(url: string, route: string, count: number, seed: number): Promise<Tried> {
  const queries = fc.sample(generatedQuery(routes[route] ?? []), { numRuns: count, seed })
  const tried: Tried = { asked: 0, statuses: {}, odd: [], refused: [], largestRefusal: 0 }
  await askAll(
    url,
    queries.map((query) => `${route}?${query}`.slice(0, LONGEST)),
    (path, { status, body }) => {
      tried.asked += 1
      const told = status < 500 ? String(status) : `${status} ${kindOf(body)}`
      tried.statuses[told] = (tried.statuses[told] ?? 0) + 1
      if (!EXPECTED.has(status)) tried.odd.push(`${told} ${path.slice(0, 300)}`)
      if (status !== 400) return
      tried.refused.push(path)
      tried.largestRefusal = Math.max(tried.largestRefusal, body.length)
    },
  )
  return tried
}

interface Answer {
  status: number
  body: string
}

/** Asks for each path over connections that are kept. */
export async function askAll(
  url: string,
  paths: string[],
  note: (path: string, answer: Answer) => void,
): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE })
  const left = paths.values()
  async function askOn() {
    for (const path of left) note(path, await ask(url, path, agent))
  }
  await Promise.all(Array.from({ length: AT_ONCE }, askOn))
  agent.destroy()
}

/** As the bytes stand: `fetch` would mend the address first. */
function ask(url: string, path: string, agent: Agent): Promise<Answer> {
  const { hostname, port } = new URL(url)
  return new Promise((resolve, reject) => {
    const request = get({ hostname, port, path, agent, timeout: 30_000 }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk) => chunks.push(chunk))
      response.on('error', reject)
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString() }))
    })
    request.on('timeout', () => request.destroy(new Error('Nothing came for 30 s.')))
    request.on('error', (cause) => reject(new Error(`No answer to ${path.slice(0, 300)}`, { cause })))
  })
}

function kindOf(body: string): string {
  return /urn:cdb-tasks:problem:([\w-]+)/.exec(body)?.[1] ?? body.slice(0, 80)
}
