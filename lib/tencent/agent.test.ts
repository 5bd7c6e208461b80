import { once } from 'node:events'
import { createServer, get } from 'node:http'
import { connect, type Server, type Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { agentFor, proxyFor } from './agent'
import { call } from './client'
import { type FakeCloud, json, scopeAt, startFakeCloud } from './fake-cloud'

const VARIABLES = ['HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY', 'NO_PROXY']
const CLOUD = { protocol: 'https://', host: 'cdb.tencentcloudapi.com' } as const
const OK = { Response: { TotalCount: 0, Items: [] } }

const toClose: (() => Promise<unknown>)[] = []
beforeEach(() => {
  for (const name of VARIABLES) vi.stubEnv(name, '').stubEnv(name.toLowerCase(), '')
})
afterEach(async () => {
  vi.unstubAllEnvs()
  await Promise.all(toClose.splice(0).map((close) => close()))
})

test.each(['HTTPS_PROXY', 'https_proxy', 'ALL_PROXY'])('%s is the way to the cloud', (name) => {
  vi.stubEnv(name, 'http://proxy.corp:8080')
  expect(proxyFor(CLOUD)).toBe('http://proxy.corp:8080')
})

test('a proxy for http alone is not the way to an https endpoint, nor the other way round', () => {
  vi.stubEnv('HTTP_PROXY', 'http://plain.corp:1')
  expect(proxyFor(CLOUD)).toBeNull()
  expect(proxyFor({ protocol: 'http://', host: 'gateway.corp:4400' })).toBe('http://plain.corp:1')
})

test.each([
  ['NO_PROXY', '.tencentcloudapi.com'],
  ['no_proxy', 'localhost,cdb.tencentcloudapi.com'],
  ['NO_PROXY', '*'],
])('%s=%s is the direct way', (name, value) => {
  vi.stubEnv('HTTPS_PROXY', 'http://proxy.corp:8080')
  vi.stubEnv(name, value)
  expect(proxyFor(CLOUD)).toBeNull()
})

test.each(['127.0.0.1:4400', '127.8.8.8', 'localhost:4400', '[::1]:4400'])('%s is always direct', (host) => {
  vi.stubEnv('HTTP_PROXY', 'http://proxy.corp:8080')
  expect(proxyFor({ protocol: 'http://', host })).toBeNull()
})

test('a host that only begins like a loopback one is not', () => {
  vi.stubEnv('HTTP_PROXY', 'http://proxy.corp:8080')
  expect(proxyFor({ protocol: 'http://', host: '127.0.0.1.evil.example' })).not.toBeNull()
})

test.each(['HTTPS_PROXY', 'https_proxy', 'ALL_PROXY', 'all_proxy'])(
  'a %s without a scheme is spoken to in plain HTTP',
  (name) => {
    vi.stubEnv(name, 'proxy.corp:8080')
    expect(proxyFor(CLOUD)).toBe('http://proxy.corp:8080')
  },
)

test('a proxy that is reached by TLS stays so, and one of SOCKS is not used', () => {
  vi.stubEnv('HTTPS_PROXY', 'https://proxy.corp:8443')
  expect(proxyFor(CLOUD)).toBe('https://proxy.corp:8443')
  vi.stubEnv('HTTPS_PROXY', '')
  vi.stubEnv('ALL_PROXY', 'socks5://proxy.corp:1080')
  expect(proxyFor(CLOUD)).toBeNull()
})

test('calls go through the proxy by CONNECT, with its password, and share the tunnel', async () => {
  const cloud = await fakeCloud()
  const proxy = await connectProxy(cloud.endpoint.host)
  vi.stubEnv('HTTP_PROXY', `http://user:pass%21@127.0.0.1:${proxy.port}`)
  const scope = scopeAt('http://cdb.closed-network.example:4400')
  expect(await call(scope, 'DescribeTasks', {}, {})).toEqual(OK.Response)
  expect(await call(scope, 'DescribeTasks', {}, {})).toEqual(OK.Response)
  expect(proxy.asked).toEqual(['cdb.closed-network.example:4400'])
  expect(proxy.passwords).toEqual(['user:pass!'])
  expect(cloud.calls.map(({ headers }) => headers.host)).toEqual(Array(2).fill('cdb.closed-network.example:4400'))
})

test('a redirect is refused behind a proxy too', async () => {
  const elsewhere = await fakeCloud()
  const cloud = await fakeCloud((response) => response.writeHead(307, { location: 'http://evil.example/' }).end())
  const proxy = await connectProxy(cloud.endpoint.host)
  vi.stubEnv('HTTP_PROXY', `http://127.0.0.1:${proxy.port}`)
  await expect(call(scopeAt('http://cdb.example:1'), 'DescribeTasks', {}, {})).rejects.toMatchObject({
    kind: 'unreadable-reply',
  })
  expect(proxy.asked).toEqual(['cdb.example:1'])
  expect(elsewhere.calls).toEqual([])
})

test('the cloud itself is asked for by CONNECT to its port of TLS', async () => {
  const proxy = await connectProxy(null)
  vi.stubEnv('https_proxy', `http://127.0.0.1:${proxy.port}`)
  await expect(call(scopeAt(null), 'DescribeTasks', {}, {})).rejects.toMatchObject({ kind: 'network' })
  expect(proxy.asked).toEqual(['cdb.tencentcloudapi.com:443'])
})

test('a proxy that wants a password, and one whose address is none, are of the network', async () => {
  const proxy = await connectProxy(null, 407)
  vi.stubEnv('HTTP_PROXY', `http://127.0.0.1:${proxy.port}`)
  await expect(call(scopeAt('http://cdb.example'), 'DescribeTasks', {}, {})).rejects.toMatchObject({ kind: 'network' })
  vi.stubEnv('HTTP_PROXY', 'http://[no address')
  await expect(call(scopeAt('http://cdb.example'), 'DescribeTasks', {}, {})).rejects.toMatchObject({
    kind: 'network',
    code: null,
  })
})

test('a loopback endpoint is asked directly though a proxy is set', async () => {
  const cloud = await fakeCloud()
  const proxy = await connectProxy(null)
  for (const name of VARIABLES.slice(0, 3)) {
    vi.stubEnv(name, `http://127.0.0.1:${proxy.port}`).stubEnv(name.toLowerCase(), `http://127.0.0.1:${proxy.port}`)
  }
  expect(await call(scopeAt(cloud.url), 'DescribeTasks', {}, {})).toEqual(OK.Response)
  expect(proxy.asked).toEqual([])
})

test('a connection that nobody uses is closed before a NAT forgets it', async () => {
  const cloud = await fakeCloud()
  const { hostname, port } = new URL(cloud.url)
  const agent = agentFor(cloud.endpoint, 50)
  const freed = once(agent, 'free')
  const [response] = await once(get({ hostname, port, agent }), 'response')
  response.resume()
  const [socket] = await freed
  await once(socket, 'close')
}, 3_000)

async function fakeCloud(answer: Parameters<typeof startFakeCloud>[0] = json(OK)): Promise<FakeCloud> {
  const cloud = await startFakeCloud(answer)
  toClose.push(cloud.close)
  return cloud
}

/** A proxy that leads everything to one place, or refuses all where there is none. */
async function connectProxy(to: string | null, refusal = 403) {
  const asked: string[] = []
  const passwords: string[] = []
  const sockets = new Set<Socket>()
  const server: Server = createServer().on('connect', (request, socket) => {
    asked.push(request.url ?? '')
    const [, basic] = request.headers['proxy-authorization']?.split(' ') ?? []
    if (basic) passwords.push(Buffer.from(basic, 'base64').toString())
    if (to === null) {
      socket.end(refusal === 407 ? 'HTTP/1.1 407 Proxy Authentication Required\r\ncontent-length: 0\r\n\r\n' : '')
      return
    }
    const there = connect(Number(to.split(':')[1]), '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n')
      there.pipe(socket).pipe(there)
    })
    there.on('error', () => socket.destroy())
    socket.on('error', () => there.destroy())
  })
  server.on('connection', (socket) => sockets.add(socket))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  toClose.push(async () => {
    for (const socket of sockets) socket.destroy()
    await new Promise((resolve) => server.close(resolve))
    await sleep(0)
  })
  const address = server.address()
  return { asked, passwords, port: typeof address === 'object' && address !== null ? address.port : 0 }
}
