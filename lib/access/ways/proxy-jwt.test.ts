import { createSign } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { exportJWK, exportSPKI, generateKeyPair, SignJWT } from 'jose'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import type { ProxyJwt } from '@/lib/config/access/model'
import { identifyByProxyJwt } from './proxy-jwt'

const KID = '6a4d9b2e-0f61-4a53-9a3c-1b2c3d4e5f60'
const SIGNER = 'arn:aws:elasticloadbalancing:eu-west-1:1:loadbalancer/app/ours/1'
const answers = new Map<string, string>()
let fetches = 0
let isDown = false
const server = createServer((request, response) => {
  fetches += 1
  const body = answers.get(request.url ?? '')
  if (isDown) response.destroy()
  else response.writeHead(body === undefined ? 404 : 200).end(body)
})

type Pair = Awaited<ReturnType<typeof generateKeyPair>>
let ours: Pair
let theirs: Pair
let base = ''

beforeAll(async () => {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  base = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`
  ours = await generateKeyPair('ES256', { extractable: true })
  theirs = await generateKeyPair('ES256', { extractable: true })
})
afterAll(() => server.close())

let files = 0
/** A fresh address, so that nothing is remembered of another test. */
function proxyOf(): ProxyJwt {
  files += 1
  return {
    header: 'x-token',
    issuer: 'https://proxy.example.com',
    audience: 'cdb-tasks',
    keys: { kind: 'jwks', url: `${base}/${files}` },
    claims: { user: 'email', groups: 'groups' },
  }
}

async function show(proxy: ProxyJwt, pair = ours, kid = KID) {
  answers.set(
    new URL(proxy.keys.url).pathname,
    JSON.stringify({ keys: [{ ...(await exportJWK(pair.publicKey)), kid }] }),
  )
}

function sign(claims: object = {}, { pair = ours, kid = KID } = {}) {
  return new SignJWT({ email: 'ann@example.com', groups: ['oncall'], ...claims })
    .setProtectedHeader({ alg: 'ES256', kid })
    .setIssuer('https://proxy.example.com')
    .setAudience('cdb-tasks')
    .setSubject('1')
    .setExpirationTime('5m')
    .sign(pair.privateKey)
}

const identify = (proxy: ProxyJwt, token: string) =>
  identifyByProxyJwt({ headers: new Headers({ [proxy.header]: token }), address: '' }, proxy)
const denied = (kind: string) =>
  expect.objectContaining({ problem: expect.objectContaining({ type: `urn:cdb-tasks:problem:${kind}` }) })

beforeEach(() => {
  fetches = 0
  isDown = false
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() })
})
afterEach(() => vi.useRealTimers())

test('whom the proxy has signed a token for is known', async () => {
  const proxy = proxyOf()
  await show(proxy)
  const ann = { user: 'ann@example.com', groups: ['oncall'], session: null }
  expect(await identify(proxy, await sign())).toEqual(ann)
  expect(await identify({ ...proxy, header: 'authorization' }, `Bearer ${await sign()}`)).toEqual(ann)
  expect(fetches).toBe(1)
})

describe('keys', () => {
  test('that are not there are told as such by a page too, whose code is another copy of ours', async () => {
    const proxy = proxyOf()
    isDown = true
    await expect(identify(proxy, await sign())).rejects.toEqual(denied('sign-in-unavailable'))
    vi.resetModules()
    const copy = await import('./proxy-jwt')
    expect(copy.identifyByProxyJwt).not.toBe(identifyByProxyJwt)
    const caller = { headers: new Headers({ [proxy.header]: await sign() }), address: '' }
    await expect(copy.identifyByProxyJwt(caller, proxy)).rejects.toEqual(denied('sign-in-unavailable'))
  })

  test('that are not there let nobody in, and are asked for every five seconds at most', async () => {
    const proxy = proxyOf()
    isDown = true
    const token = await sign()
    for (let tries = 0; tries < 20; tries++)
      await expect(identify(proxy, token)).rejects.toEqual(denied('sign-in-unavailable'))
    expect(fetches).toBe(1)
    isDown = false
    await show(proxy)
    vi.advanceTimersByTime(5_001)
    expect(await identify(proxy, token)).toMatchObject({ user: 'ann@example.com' })
  })

  test('that are known go on when their address is down, however old they are', async () => {
    const proxy = proxyOf()
    await show(proxy)
    await identify(proxy, await sign())
    isDown = true
    vi.advanceTimersByTime(3_600_000)
    expect(await identify(proxy, await sign())).toMatchObject({ user: 'ann@example.com' })
  })

  test('that are made up cost one look in thirty seconds', async () => {
    const proxy = proxyOf()
    await show(proxy)
    await identify(proxy, await sign())
    vi.advanceTimersByTime(31_000)
    for (let kid = 0; kid < 50; kid++) {
      const token = await sign({}, { pair: theirs, kid: String(kid) })
      await expect(identify(proxy, token)).rejects.toEqual(denied('signed-out'))
    }
    expect(fetches).toBe(2)
  })

  test('that are new are found, and those that are gone are not taken any more', async () => {
    const proxy = proxyOf()
    await show(proxy)
    const before = await sign()
    await identify(proxy, before)
    await show(proxy, theirs, 'new')
    vi.advanceTimersByTime(31_000)
    expect(await identify(proxy, await sign({}, { pair: theirs, kid: 'new' }))).toMatchObject({ groups: ['oncall'] })
    await expect(identify(proxy, before)).rejects.toEqual(denied('signed-out'))
  })

  test.each(['{}', '[]', '{"keys":[]}', 'not json', '<html>', JSON.stringify({ keys: [{}] })])(
    '%j is no set of keys',
    async (body) => {
      const proxy = proxyOf()
      answers.set(new URL(proxy.keys.url).pathname, body)
      await expect(identify(proxy, await sign())).rejects.toEqual(denied('sign-in-unavailable'))
    },
  )
})

describe('a load balancer of AWS', () => {
  /** As it writes them: with padding, which the signature is over too. */
  function signAsBalancer(head: object = {}, claims: object = {}) {
    const part = (value: object) =>
      Buffer.from(JSON.stringify(value)).toString('base64').replaceAll('+', '-').replaceAll('/', '_')
    const exp = Math.floor(Date.now() / 1_000) + 120
    const protectedHeader = {
      typ: 'JWT',
      kid: KID,
      alg: 'ES256',
      iss: 'https://idp.example.com',
      client: 'cdb',
      signer: SIGNER,
      exp,
    }
    const payload = { sub: '1', email: 'ann@example.com', exp, iss: 'https://idp.example.com' }
    const signed = `${part({ ...protectedHeader, ...head })}.${part({ ...payload, ...claims })}`
    // Safe: made with crypto.subtle's own export.
    const key = { key: pkcs8, format: 'pem', dsaEncoding: 'ieee-p1363' } as const
    const signature = createSign('sha256').update(signed).sign(key)
    return `${signed}.${signature.toString('base64').replaceAll('+', '-').replaceAll('/', '_')}`
  }
  let pkcs8 = ''
  beforeAll(async () => {
    const { exportPKCS8 } = await import('jose')
    pkcs8 = await exportPKCS8(ours.privateKey)
  })

  async function balancer(): Promise<ProxyJwt> {
    const proxy = proxyOf()
    answers.set(`${new URL(proxy.keys.url).pathname}/${KID}`, await exportSPKI(ours.publicKey))
    return {
      ...proxy,
      issuer: 'https://idp.example.com',
      audience: 'cdb',
      keys: { kind: 'alb', url: proxy.keys.url, signer: SIGNER },
    }
  }

  test('is known by its own name and the client that it signed for', async () => {
    const proxy = await balancer()
    expect(await identify(proxy, signAsBalancer())).toMatchObject({ user: 'ann@example.com' })
    expect(await identify(proxy, signAsBalancer())).toMatchObject({ user: 'ann@example.com' })
    expect(fetches).toBe(1)
  })

  test('whose key has a made-up name is not asked for it', async () => {
    await expect(identify(await balancer(), signAsBalancer({ kid: '../../evil' }))).rejects.toEqual(
      denied('signed-out'),
    )
    expect(fetches).toBe(0)
  })

  test.each([
    ['another load balancer', { signer: `${SIGNER}2` }, {}],
    ['another client', { client: 'other' }, {}],
    ['a key with a path', { kid: '../../evil' }, {}],
    ['a key that is not shown', { kid: KID.replace('6', '7') }, {}],
    ['another issuer', {}, { iss: 'https://evil.example' }],
    ['what is over', {}, { exp: 1 }],
  ])('is not believed with %s', async (_, head, claims) => {
    const proxy = await balancer()
    await identify(proxy, signAsBalancer())
    await expect(identify(proxy, signAsBalancer(head, claims))).rejects.toEqual(denied('signed-out'))
  })
})
