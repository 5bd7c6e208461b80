import { once, setMaxListeners } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { CallLog } from './call-log'
import { handleControl } from './control'
import { type EndpointState, handleCall } from './endpoint'
import { FaultList } from './faults/fault'
import { RateLimit } from './rate-limit'
import { RegionTasks } from './region-tasks'
import { defaultRegions, type WireShape } from './regions'
import { ReplyList } from './reply-list'

export const DEMO_SECRET_ID = 'AKIDsimulator0000000000NotARealKey'
export const DEMO_SECRET_KEY = 'simulator-secret-key-not-real'
export const DEMO_REGIONS: string[] = Object.keys(defaultRegions)

export type SimulatorOptions = {
  /** 0 takes a free port. */
  port?: number
  host?: string
  seed?: number
  secretId?: string
  secretKey?: string
  /** Where set, X-TC-Token must be this. */
  sessionToken?: string
  /** Of DescribeTasks; the limits of the other actions keep their proportion to it. 100 is as documented. */
  requestsPerSecond?: number
  latencyMs?: number
  /** The clock of the tasks only; signatures and the rate limit go by the machine's. */
  now?: () => number
  regions?: Record<string, WireShape>
  /** In thirty days, for each region that has tasks at all; at most 100,000. */
  tasksPerRegion?: number
  /** About how many of a region's tasks are active at any time, a few of them waiting. */
  activeTasks?: number
}

export type Simulator = { url: string; close(): Promise<void> }

const largestBodyBytes = 64 * 1024 * 1024

async function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of request) {
    length += chunk.length
    if (length > largestBodyBytes) return undefined
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

async function handle(request: IncomingMessage, response: ServerResponse, state: EndpointState): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://simulator')
  const body = await readBody(request)
  if (!body) {
    response.writeHead(413).end()
  } else if (url.pathname.startsWith('/control/')) {
    handleControl(request, response, url, body, state)
  } else if (url.pathname === '/' && request.method === 'POST') {
    await handleCall(request, response, body, state)
  } else {
    response.writeHead(404, { 'Content-Type': 'text/plain' }).end('POST / or /control/...\n')
  }
}

function createState(options: SimulatorOptions, signal: AbortSignal): EndpointState {
  const now = options.now ?? Date.now
  const { seed = 1, tasksPerRegion: tasks, activeTasks } = options
  const common = { seed, startedAtMs: now(), tasks, activeTasks }
  const regions = Object.entries(options.regions ?? defaultRegions)
  return {
    credentials: {
      secretId: options.secretId ?? DEMO_SECRET_ID,
      secretKey: options.secretKey ?? DEMO_SECRET_KEY,
      sessionToken: options.sessionToken,
    },
    regions: new Map(regions.map(([region, shape]) => [region, new RegionTasks({ region, shape, ...common })])),
    rateLimit: new RateLimit(options.requestsPerSecond ?? 100),
    calls: new CallLog(),
    faults: new FaultList(),
    replies: new ReplyList(),
    latencyMs: options.latencyMs ?? 0,
    now,
    signal,
  }
}

/** An HTTP endpoint that speaks Tencent Cloud API v3 as cdb does, with tasks that live by the clock. */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const closing = new AbortController()
  // Each call that waits listens to it.
  setMaxListeners(0, closing.signal)
  const state = createState(options, closing.signal)
  const server = createServer((request, response) => {
    handle(request, response, state).catch(() => response.destroy())
  })
  server.listen(options.port ?? 0, options.host ?? '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The simulator has no TCP address.')
  const host = address.family === 'IPv6' ? `[${address.address}]` : address.address
  return {
    url: `http://${host}:${address.port}`,
    async close() {
      closing.abort()
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      await closed
    },
  }
}
