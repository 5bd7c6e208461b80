import http, { type IncomingMessage, type RequestListener, type Server } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import * as appRouterHeaders from 'next/dist/client/components/app-router-headers'
import * as constants from 'next/dist/lib/constants'
import { describe, expect, it, onTestFinished } from 'vitest'
import { LIMITS } from './door/connections.mjs'
import { isDropped } from './door/request-headers.mjs'
import { standAtTheDoor } from './door.mjs'

const JSON_PROBLEM = 'application/problem+json; charset=utf-8'
const FORM = { 'Content-Type': 'application/x-www-form-urlencoded', 'Content-Length': '7' }

/** Tells what the application would have been given; the body too, once all of it is there. */
function echo(request: IncomingMessage, response: Parameters<RequestListener>[1]) {
  const chunks: Buffer[] = []
  request.on('data', (chunk) => chunks.push(chunk))
  request.on('end', () => {
    const { method, url, headers, headersDistinct, rawHeaders } = request
    const body = Buffer.concat(chunks).toString()
    response.writeHead(200, { 'content-type': 'application/json', 'x-powered-by': 'a framework', server: 'of its own' })
    response.end(JSON.stringify({ method, url, headers, headersDistinct, rawHeaders, body }))
  })
}

function build(publicUrl: string | undefined, application: RequestListener): Server {
  const signals = ['SIGTERM', 'SIGINT'] as const
  const before = signals.map((signal) => process.listeners(signal))
  standAtTheDoor(publicUrl)
  const server: Server = http.createServer(application)
  // Those of the test run stay.
  for (const [at, signal] of signals.entries()) {
    for (const own of process.listeners(signal)) if (!before[at]?.includes(own)) process.off(signal, own)
  }
  return server
}

async function stand(publicUrl?: string, application: RequestListener = echo): Promise<number> {
  const server = build(publicUrl, application)
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  // Safe: it listens on a port.
  return (server.address() as AddressInfo).port
}

/** All that comes back until the connection ends. */
function say(port: number, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    const socket = connect(port, '127.0.0.1', () => socket.write(text))
    socket.on('data', (chunk) => chunks.push(chunk))
    socket.on('error', reject)
    socket.on('close', () => resolve(Buffer.concat(chunks).toString()))
  })
}

async function ask(port: number, head: string, headers: Record<string, string> = {}, body = '') {
  const lines = Object.entries({ Host: 'tasks.example', Connection: 'close', ...headers }).map((pair) =>
    pair.join(': '),
  )
  const answer = await say(port, [`${head} HTTP/1.1`, ...lines, '', body].join('\r\n'))
  const [top = '', ...rest] = answer.split('\r\n\r\n')
  const [status = '', ...fields] = top.split('\r\n')
  const named = fields.map((field) => field.split(/: (.*)/s, 2))
  return {
    status: Number(status.split(' ')[1]),
    headers: Object.fromEntries(named.map(([name, value]) => [name?.toLowerCase(), value])),
    text: rest.join(),
    kind: /urn:cdb-tasks:problem:([a-z-]+)/.exec(answer)?.[1],
    told: () => JSON.parse(/\{.*\}/s.exec(rest.join())?.[0] ?? '{}'),
  }
}

describe('who is at the other end', () => {
  it('is what the socket says, however the client writes the header', async () => {
    const port = await stand()
    const own = ['x-cdb-tasks-peer', 'X-CDB-Tasks-Peer', 'x_cdb_tasks_peer', 'X-Cdb_Tasks-Peer', 'x-cdb-tasks-other']
    for (const name of own) {
      const told = (await ask(port, 'GET /api/tasks', { [name]: '10.1.2.3' })).told()
      expect([name, told.headers['x-cdb-tasks-peer']]).toEqual([name, '127.0.0.1'])
      expect([name, told.headersDistinct['x-cdb-tasks-peer']]).toEqual([name, ['127.0.0.1']])
      expect([name, JSON.stringify(told).includes('10.1.2.3')]).toEqual([name, false])
    }
  })

  it('is the socket’s even where the client names it many times', async () => {
    const port = await stand()
    const twice = 'X-Cdb-Tasks-Peer: 10.1.2.3\r\nx-cdb-tasks-peer: 10.1.2.4\r\n'
    const answer = await say(port, `GET / HTTP/1.1\r\nHost: a\r\n${twice}Connection: close\r\n\r\n`)
    expect(answer).toContain('"x-cdb-tasks-peer":"127.0.0.1"')
    expect(answer).toContain('"x-cdb-tasks-peer":["127.0.0.1"]')
    expect(answer).toContain('"x-cdb-tasks-peer","127.0.0.1"')
    expect(answer).not.toContain('10.1.2.')
  })
})

describe('what a client may not write', () => {
  // Answers only, or no header at all.
  const others = ['text/plain', 'text/html; charset=utf-8', 'application/json; charset=utf-8', 'text/x-component']
  const named = Object.entries({ ...constants, ...appRouterHeaders })
    .filter(([name]) => name.endsWith('_HEADER') || name === 'NEXT_URL')
    .map(([, value]) => String(value))
    .filter((value) => !others.includes(value))

  it('is every header that this version of the framework names', () => {
    expect(named).toContain('next-resume')
    expect(named.length).toBeGreaterThan(15)
    expect(named.filter((name) => !isDropped(name))).toEqual([])
  })

  it('does not reach the application', async () => {
    const port = await stand()
    const more = [
      'Content-Security-Policy',
      'x-nonce',
      'x-middleware-subrequest',
      'x-middleware-prefetch',
      'x-invoke-path',
    ]
    for (const name of [
      ...named,
      ...more,
      'x-now-route-matches',
      'x-deployment-id',
      'x-nextjs-data',
      'x_forwarded_for',
    ]) {
      const told = (await ask(port, 'GET /tasks', { [name]: 'canary' })).told()
      expect([name, told.method, JSON.stringify(told).includes('canary')]).toEqual([name, 'GET', false])
    }
  })

  it('is nothing that the application reads', async () => {
    const port = await stand()
    const names = ['cookie', 'authorization', 'accept-language', 'x-forwarded-for', 'x-forwarded-proto', 'traceparent']
    const jwt = ['cf-access-jwt-assertion', 'x-pomerium-jwt-assertion', 'x-amzn-oidc-data', 'x-forwarded-access-token']
    for (const name of [...names, ...jwt]) {
      expect((await ask(port, 'GET /tasks', { [name]: 'canary' })).told().headers[name]).toBe('canary')
    }
  })
})

describe('a form', () => {
  it('is taken at two addresses, and its body comes through', async () => {
    const port = await stand()
    for (const path of ['/auth/token', '/auth/sign-out']) {
      const answer = await ask(port, `POST ${path}`, FORM, 'token=a')
      expect([path, answer.status, answer.told().body]).toEqual([path, 200, 'token=a'])
    }
  })

  it.each([
    '/auth/token/',
    '/auth/token?a=1',
    '/auth/%74oken',
    '/Auth/Token',
    '/auth/token.rsc',
    '/auth/sign-in',
    '/auth/callback',
    '//auth/token',
    '/auth/../auth/token',
    '/tasks',
    'http://tasks.example/auth/token',
  ])('is not taken at %s', async (path) => {
    const { status, headers } = await ask(await stand(), `POST ${path}`, FORM, 'token=a')
    expect([status, headers.allow]).toEqual([405, 'GET, HEAD'])
  })

  it.each([
    ['no type', { 'Content-Type': '' }, 415],
    ['JSON', { 'Content-Type': 'application/json' }, 415],
    ['several parts', { 'Content-Type': 'multipart/form-data; boundary=x' }, 415],
    ['a type with a charset', { 'Content-Type': 'application/x-www-form-urlencoded; charset=UTF-8' }, 200],
    ['more than 16 KiB', { 'Content-Length': '16385' }, 413],
    ['another site', { 'Sec-Fetch-Site': 'cross-site' }, 403],
    ['a sibling site', { 'Sec-Fetch-Site': 'same-site' }, 403],
    ['an unknown site', { 'Sec-Fetch-Site': 'other' }, 403],
    ['this site', { 'Sec-Fetch-Site': 'same-origin', Origin: 'http://tasks.example' }, 200],
    ['this site over TLS', { Origin: 'https://tasks.example' }, 200],
    ['the address bar', { 'Sec-Fetch-Site': 'none' }, 200],
    ['this site, by a browser that tells no origin', { 'Sec-Fetch-Site': 'same-origin', Origin: 'null' }, 200],
    ['no origin and no site', { Origin: 'null' }, 403],
    ['another origin', { Origin: 'https://evil.example' }, 403],
    ['another port', { Origin: 'http://tasks.example:81' }, 403],
    ['another origin, said to be this site', { 'Sec-Fetch-Site': 'same-origin', Origin: 'https://evil.example' }, 403],
  ])('of %s', async (_, headers, status) => {
    expect((await ask(await stand(), 'POST /auth/token', { ...FORM, ...headers }, 'token=a')).status).toBe(status)
  })

  it('may come from the public address, where a proxy changes the host', async () => {
    const origin = { Origin: 'https://public.example' }
    const status = async (publicUrl?: string) =>
      (await ask(await stand(publicUrl), 'POST /auth/token', { ...FORM, ...origin }, 'token=a')).status
    expect([await status('https://public.example/'), await status()]).toEqual([200, 403])
  })

  it('says how long it is', async () => {
    const port = await stand()
    const type = `Host: a\r\nContent-Type: ${FORM['Content-Type']}\r\n`
    expect(await say(port, `POST /auth/token HTTP/1.1\r\n${type}Connection: close\r\n\r\n`)).toContain(' 411 ')
    const chunked = `Transfer-Encoding: chunked\r\n\r\n7\r\ntoken=a\r\n0\r\n\r\n`
    expect(await say(port, `POST /auth/token HTTP/1.1\r\n${type}${chunked}`)).toContain(' 411 ')
  })

  it('that is too long is not awaited', async () => {
    const { status, headers, kind } = await ask(await stand(), 'POST /auth/token', {
      ...FORM,
      'Content-Length': '999999',
    })
    expect([status, headers.connection, kind]).toEqual([413, 'close', 'body-too-long'])
  })
})

describe('another site', () => {
  it.each([
    ['/api/tasks', 'cross-site', 'empty', 403],
    ['/api/tasks', 'same-site', 'empty', 403],
    ['/api/tasks', 'cross-site', 'document', 403],
    ['/%61pi/tasks', 'cross-site', 'empty', 403],
    ['/api', 'cross-site', 'empty', 403],
    ['/api/tasks', 'same-origin', 'empty', 200],
    ['/api/tasks', 'none', 'document', 200],
    ['/tasks', 'cross-site', 'document', 200],
    ['/apiary', 'cross-site', 'document', 200],
    ['/tasks', 'cross-site', 'iframe', 403],
    ['/tasks', 'cross-site', 'empty', 403],
    ['/api/tasks', 'somewhere', 'empty', 403],
    ['/tasks', 'cross-site', 'image', 403],
    ['/tasks', 'cross-site', 'script', 403],
    ['/tasks', 'same-origin', 'script', 200],
  ])('GET %s from %s as %s', async (path, site, destination, status) => {
    const mode = destination === 'document' ? 'navigate' : 'cors'
    const headers = { 'Sec-Fetch-Site': site, 'Sec-Fetch-Mode': mode, 'Sec-Fetch-Dest': destination }
    const answer = await ask(await stand(), `GET ${path}`, headers)
    expect(answer.status).toBe(status)
    if (status === 403) expect([answer.kind, answer.headers['content-type']]).toEqual(['cross-site', JSON_PROBLEM])
  })

  it('is not asked after where nothing tells of it', async () => {
    expect((await ask(await stand(), 'GET /api/tasks')).status).toBe(200)
  })
})

describe('an address', () => {
  it.each([
    ['http://169.254.169.254/latest/meta-data', 400],
    ['http://tasks.example/tasks', 400],
    ['*', 400],
    ['//evil.example/tasks', 400],
    ['/tasks//x', 400],
    ['/healthz/../api/tasks', 400],
    ['/api/%2e%2e/healthz', 400],
    ['/api/.%2E/healthz', 400],
    ['/api/./tasks', 400],
    ['/api/..', 400],
    ['/api%2ftasks', 400],
    ['/api%5Ctasks', 400],
    ['/api\\tasks', 400],
    ['/api/tasks;a=1', 400],
    ['/healthz;/api/tasks', 400],
    ['/api/tasks%00', 400],
    ['/tasks.rsc', 404],
    ['/tasks%2ersc', 404],
    ['/tasks.segments/_tree.segment.rsc', 404],
    ['/_next/data/build/tasks.json', 404],
    ['/_next/image?url=%2Ficon.svg', 404],
    ['/_global-error', 404],
    ['/%5fnot-found', 404],
    [`/tasks?q=${'a'.repeat(8 * 1_024)}`, 414],
    ['/tasks?q=a//b;c/../d', 200],
    ['/_next/static/chunks/a.js', 200],
    ['/api/tasks/default/ap-guangzhou/1..2', 200],
  ])('%s', async (address, status) => {
    const answer = await ask(await stand(), `GET ${address}`)
    expect([address.slice(0, 99), answer.status]).toEqual([address.slice(0, 99), status])
    if (status === 200) expect(answer.told().url).toBe(address)
  })
})

describe('a question', () => {
  it('has no body', async () => {
    const port = await stand()
    expect((await ask(port, 'GET /tasks', { 'Content-Length': '1' }, 'a')).kind).toBe('unexpected-body')
    expect((await ask(port, 'GET /tasks', { 'Transfer-Encoding': 'chunked' }, '0\r\n\r\n')).status).toBe(400)
    expect((await ask(port, 'GET /tasks', { 'Content-Length': '0' })).status).toBe(200)
  })

  it('has at most 100 headers, and no long ones', async () => {
    const port = await stand()
    const many = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, n) => [`a-${n}`, '1']))
    // Host and Connection are headers too.
    expect((await ask(port, 'GET /tasks', many(98))).status).toBe(200)
    expect((await ask(port, 'GET /tasks', many(99))).kind).toBe('too-many-headers')
    expect((await ask(port, 'GET /tasks', { a: 'a'.repeat(17_000) })).status).toBe(431)
  })

  it('expects nothing but to be told to go on', async () => {
    const port = await stand()
    expect((await ask(port, 'GET /tasks', { Expect: 'a miracle' })).kind).toBe('expectation-failed')
    const goOn = { ...FORM, Expect: '100-continue' }
    expect((await ask(port, 'POST /auth/token', goOn, 'token=a')).status).toBe(100)
    expect((await ask(port, 'POST /tasks', goOn, 'token=a')).status).toBe(405)
  })
})

describe('an old health check', () => {
  it('names no host', async () => {
    expect(await say(await stand(), 'GET /healthz HTTP/1.0\r\n\r\n')).toMatch(/^HTTP\/1.1 200 /)
  })
})

describe('what is no question', () => {
  it.each([
    ['a WebSocket', 'GET /tasks HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n', 426],
    ['HTTP/2 without TLS', 'GET / HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n', 426],
    [
      'an upgrade at another host',
      'GET http://169.254.169.254/ HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n',
      426,
    ],
    [
      'an upgrade with a form',
      'POST /auth/token HTTP/1.1\r\nHost: a\r\nConnection: upgrade\r\nUpgrade: x\r\n\r\n',
      426,
    ],
    ['a tunnel', 'CONNECT evil.example:443 HTTP/1.1\r\nHost: evil.example:443\r\n\r\n', 405],
    ['no HTTP', 'hello\r\n\r\n', 400],
    [
      'two lengths',
      'POST /auth/token HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n',
      400,
    ],
    ['no host', 'GET /tasks HTTP/1.1\r\n\r\n', 400],
    ['two hosts', 'GET /tasks HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n', 400],
  ])('%s is told so, and the connection ends', async (_, text, status) => {
    let isReached = false
    const port = await stand(undefined, (_request, response) => {
      isReached = true
      response.end()
    })
    const answer = await say(port, text)
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `))
    expect(answer.toLowerCase()).toContain('connection: close')
    expect(answer).toContain('x-content-type-options: nosniff')
    expect(isReached).toBe(false)
  })

  it('is not handed to an upgrade listener of the framework', () => {
    const server = build(undefined, echo)
    expect(server.listenerCount('upgrade')).toBe(1)
    server.on('upgrade', () => {})
    expect(server.listenerCount('upgrade')).toBe(1)
  })
})

describe('a slow client', () => {
  it('has ten seconds for the headers and fifteen for the whole', () => {
    expect(LIMITS).toMatchObject({ headersTimeout: 10_000, requestTimeout: 15_000 })
    expect(LIMITS.connectionsCheckingInterval).toBeLessThanOrEqual(2_000)
  })

  it.each([
    ['half a header', 'GET /tasks HTTP/1.1\r\nHost: a\r\nX-A'],
    [
      'half a form',
      `POST /auth/token HTTP/1.1\r\nHost: a\r\nContent-Type: ${FORM['Content-Type']}\r\nContent-Length: 9\r\n\r\na`,
    ],
    ['nothing', ''],
  ])('that sends %s is cut', async (_, text) => {
    const given = { ...LIMITS }
    Object.assign(LIMITS, { headersTimeout: 100, requestTimeout: 150, connectionsCheckingInterval: 20 })
    onTestFinished(() => void Object.assign(LIMITS, given))
    expect(await say(await stand(), text)).toMatch(/^(HTTP\/1.1 408 |$)/)
  })
})

describe('the headers of a response', () => {
  it('are completed, whatever the application wrote', async () => {
    const { headers } = await ask(await stand(), 'GET /api/tasks')
    expect(headers).toMatchObject({
      'cache-control': 'private, no-store',
      'content-security-policy': expect.stringContaining("default-src 'none'"),
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'permissions-policy': 'camera=(), microphone=(), geolocation=(), browsing-topics=()',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'x-robots-tag': 'noindex',
      vary: 'Cookie, Authorization',
    })
    expect(headers).not.toHaveProperty('server')
    expect(headers).not.toHaveProperty('x-powered-by')
    expect(headers).not.toHaveProperty('strict-transport-security')
  })

  it('promise TLS only where the public address has it', async () => {
    const promised = async (url: string) => (await ask(await stand(url), 'GET /')).headers['strict-transport-security']
    expect(await promised('https://tasks.example')).toBe('max-age=31536000')
    expect(await promised('http://tasks.example')).toBeUndefined()
  })

  it.each([
    ['/_next/static/a.js', 200, 'public, max-age=31536000, immutable'],
    ['/_next/static/a.js', 404, 'private, no-store'],
    ['/icon.svg/x', 200, 'private, no-store'],
    ['/api/tasks', 200, 'private, no-store'],
    ['/tasks', 500, 'private, no-store'],
  ])('let nobody keep what is not the same for all: %s, %i', async (path, status, kept) => {
    const port = await stand(undefined, (_, response) => {
      response.setHeader('Cache-Control', 'public, max-age=31536000, immutable')
      response.statusCode = status
      response.end()
    })
    expect((await ask(port, `GET ${path}`)).headers['cache-control']).toBe(kept)
  })

  it('add to what an answer varies with', async () => {
    const port = await stand(undefined, (_, response) => {
      response.setHeader('Vary', ['Accept-Encoding', 'cookie'])
      response.end()
    })
    expect((await ask(port, 'GET /tasks')).headers.vary).toBe('Accept-Encoding, cookie, Authorization')
  })

  it('leave a page its own policy, and nothing else one of a page', async () => {
    const port = await stand(undefined, ({ url }, response) => {
      response.setHeader('Content-Security-Policy', "script-src 'nonce-a'")
      response.setHeader('Content-Type', url === '/tasks' ? 'text/html; charset=utf-8' : 'application/json')
      response.end()
    })
    expect((await ask(port, 'GET /tasks')).headers['content-security-policy']).toBe("script-src 'nonce-a'")
    expect((await ask(port, 'GET /api')).headers['content-security-policy']).toContain("default-src 'none'")
  })
})
