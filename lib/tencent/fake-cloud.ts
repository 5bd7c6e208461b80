import 'server-only'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http'
import type { Scope } from '@/lib/config'
import type { CredentialSource } from '@/lib/config/credential-source'
import type { Endpoint } from './endpoint'

/** A server of one test on a real socket, which answers every call alike. */
export interface FakeCloud {
  url: string
  endpoint: Endpoint
  /** What it was asked so far. */
  calls: { headers: IncomingMessage['headers']; method: string; path: string; body: string }[]
  /** How many connections were opened to it. */
  connections: () => number
  close: () => Promise<void>
}

type Answer = (response: ServerResponse, call: FakeCloud['calls'][number]) => void

export async function startFakeCloud(answer: Answer): Promise<FakeCloud> {
  const calls: FakeCloud['calls'] = []
  const listener: RequestListener = async (request, response) => {
    let body = ''
    for await (const chunk of request) body += chunk
    const { headers, method = '', url: path = '' } = request
    const call = { headers, method, path, body }
    calls.push(call)
    answer(response, call)
  }
  const server = createServer((request, response) => void Promise.resolve(listener(request, response)).catch(() => {}))
  let connections = 0
  server.on('connection', () => {
    connections += 1
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return {
    url: `http://127.0.0.1:${port}`,
    endpoint: { protocol: 'http://', host: `127.0.0.1:${port}` },
    calls,
    connections: () => connections,
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** What failed before holds nothing of what is asked now. */
export function forgetFailures(): void {
  for (const name of ['gates', 'credential-rests', 'cloud-clocks'])
    Reflect.deleteProperty(globalThis, Symbol.for(`cdb-tasks.${name}`))
}

export const json =
  (value: unknown): Answer =>
  (response) => {
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify(value))
  }

export const ownKeys: CredentialSource = {
  kind: 'keys',
  secretId: () => 'AKIDtest',
  secretKey: () => 'secret-of-the-test',
  sessionToken: null,
}

export function scopeAt(endpoint: string | null, credential = ownKeys): Scope {
  return {
    account: { name: 'prod', regions: ['ap-guangzhou'], credential, endpoint, site: 'china' },
    region: 'ap-guangzhou',
  }
}
