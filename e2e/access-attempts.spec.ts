import type { OutgoingHttpHeaders } from 'node:http'
import { type AccessApp, EVERYTHING, SESSION_KEY, startAccessApp, tokenEntry } from './access-app'
import {
  type Attempt,
  CLAIMED_IN_PLAIN,
  ELSEWHERE,
  forgedTokens,
  JWT_HEADER,
  misplacedTokens,
  NO_REGIONS,
  wrongCookies,
} from './access-attempts'
import { freePort } from './app'
import { Cloud } from './cloud'
import { DATA, FRAMEWORK_DOORS, PAGES, through } from './framework-doors'
import { CLIENT_ID, type IdentityProvider, startIdentityProvider } from './identity-provider'
import { type Answer, ask, openLine } from './raw'
import { SESSION_COOKIE } from './sealed-cookie'
import { test as base, expect } from './test'
import { AUDIENCE, ISSUER, startTokenIssuer, type TokenIssuer } from './token-issuer'
import { NEW_YEAR, wireTask } from './wire-tasks'

/** In every row that is served: whoever is not let in sees none of it. */
const CANARY = 'canary-of-a-row'
const RANGE = 'from=2023-12-31T16:00:00Z&to=2024-01-02T16:00:00Z'
const LIST = `/api/tasks?region=ap-guangzhou&${RANGE}`
const ANN = 'canary-token-of-ann'
const RULES = [
  { groups: ['dba'], ...EVERYTHING },
  { users: ['ann'], ...EVERYTHING },
  { users: ['bob'], accounts: ['bank'], regions: ['ap-beijing'] },
  { users: ['carol'], accounts: ['shop'], regions: ['ap-guangzhou'], instances: ['cdb-carol001'] },
  { users: ['dora'], accounts: ['shop'], regions: ['ap-guangzhou'], instances: ['cdb-carol001', 'no-such-name-*'] },
]

interface Apps {
  token: AccessApp
  proxyJwt: AccessApp
  oidc: AccessApp
  issuer: TokenIssuer
  provider: IdentityProvider
}

/** One of each mode, with a proxy in the middle that says where a request comes from, and rows that were read already. */
const test = base.extend<object, { apps: Apps }>({
  apps: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright wants the pattern.
    async ({}, use) => {
      const issuer = await startTokenIssuer()
      const port = await freePort()
      const provider = await startIdentityProvider([`http://127.0.0.1:${port}`])
      for (const user of ['ann', 'mallory']) {
        provider.users[user] = { email: `${user}@example.com`, email_verified: true, groups: ['dba'] }
      }
      const trustedProxies = ['127.0.0.1']
      const tokens = ['ann', 'bob', 'carol', 'dora', 'erin'].map((name) => tokenEntry(name, `canary-token-of-${name}`))
      const [token, proxyJwt, oidc] = await Promise.all([
        startAccessApp({ mode: 'token', access: { rules: RULES, tokens, trustedProxies } }),
        startAccessApp({
          mode: 'proxy-jwt',
          access: {
            rules: RULES,
            proxyJwt: { from: 'pomerium', issuer: ISSUER, audience: AUDIENCE, jwksUrl: issuer.jwksUrl },
          },
        }),
        startAccessApp({
          mode: 'oidc',
          port,
          access: { rules: RULES, oidc: { issuer: provider.issuer, clientId: CLIENT_ID } },
          env: { CDB_TASKS_OIDC_CLIENT_SECRET: provider.clientSecret },
        }),
      ])
      await Promise.all([token, proxyJwt, oidc].map(serveCanaries))
      await use({ token, proxyJwt, oidc, issuer, provider })
      await Promise.all([token, proxyJwt, oidc, issuer, provider].map((each) => each.stop()))
    },
    { scope: 'worker', timeout: 60_000 },
  ],
})

async function serveCanaries({ cloudUrl }: AccessApp) {
  const cloud = new Cloud(cloudUrl)
  for (const [place, region] of ['ap-guangzhou', 'ap-shanghai', 'ap-beijing'].entries()) {
    const items = Array.from({ length: 12 }, (_, index) =>
      wireTask(
        index + 1,
        { startsAt: NEW_YEAR + (index * 30 + place) * 60_000, seconds: 60 + index },
        {
          Status: 3,
          Message: `${CANARY} ${region} ERROR 1062 (23000): Duplicate entry`,
          InstanceIds: [index < 4 ? 'cdb-carol001' : 'cdb-other001'],
        },
      ),
    )
    await cloud.serve(region, items)
  }
}

interface Calls {
  total: number
  recent: { action: string; region: string; body: Record<string, unknown> }[]
}

async function callsOf({ cloudUrl }: AccessApp): Promise<Calls> {
  const response = await fetch(`${cloudUrl}/control/calls`)
  // Safe: the simulator's own JSON.
  return (await response.json()) as Calls
}

let addresses = 0

/** Too many wrong attempts close the door to an address: each has its own. */
function fromSomewhere(headers: OutgoingHttpHeaders = {}): OutgoingHttpHeaders {
  addresses += 1
  return { 'X-Forwarded-For': `10.1.${addresses >> 8}.${addresses & 255}`, ...headers }
}

function asUser(name: string): OutgoingHttpHeaders {
  return { Authorization: `Bearer canary-token-of-${name}` }
}

function isRefused({ status = 0, headers, body }: Answer): boolean {
  if (body.includes(CANARY) || body.includes('"tasks":')) return false
  const isSentAway = status >= 300 && status < 400 && /^\/(auth|tasks|\?|$)/.test(String(headers.location))
  return (status >= 400 && status < 500) || isSentAway
}

/** Each attempt, against a place of the data; what was let through, or asked of the cloud. */
async function succeeded(app: AccessApp, attempts: Attempt[], places = [LIST]): Promise<string[]> {
  await new Cloud(app.cloudUrl).forgetCalls()
  const through: string[] = []
  for (const { name, headers, path } of attempts) {
    for (const place of path ? [path] : places) {
      const answer = await ask(app.url, place, { headers: fromSomewhere(headers) })
      const { total } = await callsOf(app)
      if (!isRefused(answer) || total > 0) through.push(`${name} at ${place}: ${answer.status}, ${total} calls`)
    }
  }
  return through
}

async function listed(app: AccessApp, headers: OutgoingHttpHeaders, path = LIST) {
  const answer = await ask(app.url, path, { headers })
  expect([answer.status, answer.body.includes(CANARY)]).toEqual([200, true])
  return answer
}

test('a token that is not the proxy’s, not for here or not sent as it should be is refused, without a call', async ({
  apps: { proxyJwt, issuer },
}) => {
  await listed(proxyJwt, { [JWT_HEADER]: await issuer.sign() })
  const attempts = [...(await forgedTokens(issuer)), ...(await misplacedTokens(issuer)), ...CLAIMED_IN_PLAIN]
  expect(attempts.length).toBeGreaterThan(60)
  expect(await succeeded(proxyJwt, attempts)).toEqual([])
  const good = await issuer.sign()
  const line = await openLine(proxyJwt.url)
  line.socket.write(
    `GET ${LIST} HTTP/1.1\r\nHost: x\r\n${JWT_HEADER}: e30.e30.e30\r\n${JWT_HEADER.toUpperCase()}: ${good}\r\nConnection: close\r\n\r\n`,
  )
  await line.closed
  expect(line.heard()).toMatch(/^HTTP\/1\.1 401 /)
  await listed(proxyJwt, { [JWT_HEADER]: good })
})

test('whoever makes up key ids has the keys fetched once in thirty seconds at most', async ({
  apps: { proxyJwt, issuer },
}) => {
  await listed(proxyJwt, { [JWT_HEADER]: await issuer.sign() })
  const before = issuer.fetches()
  const stranger = await issuer.strangerKey('x')
  const flood = await Promise.all(
    Array.from({ length: 40 }, async (_, index) => ({
      name: `key ${index}`,
      headers: { [JWT_HEADER]: await issuer.sign({}, { ...stranger, kid: `made-up-${index}` }) },
    })),
  )
  const answers = await Promise.all(flood.map(({ headers }) => ask(proxyJwt.url, LIST, { headers })))
  expect(answers.map(({ status }) => status)).toEqual(flood.map(() => 401))
  expect(issuer.fetches() - before).toBeLessThanOrEqual(1)
})

test('keys that cannot be had: nobody is let in at the start, and who is known later goes on', async () => {
  const issuer = await startTokenIssuer()
  issuer.goDown(true)
  const access = {
    rules: RULES,
    proxyJwt: { from: 'pomerium', issuer: ISSUER, audience: AUDIENCE, jwksUrl: issuer.jwksUrl },
  }
  const app = await startAccessApp({ mode: 'proxy-jwt', access })
  const headers = { [JWT_HEADER]: await issuer.sign() }
  try {
    await serveCanaries(app)
    const away = await ask(app.url, LIST, { headers })
    expect([away.status, JSON.parse(away.body).type]).toEqual([503, 'urn:cdb-tasks:problem:sign-in-unavailable'])
    expect((await callsOf(app)).total).toBe(0)
    issuer.goDown(false)
    await expect.poll(async () => (await ask(app.url, LIST, { headers })).status, { timeout: 15_000 }).toBe(200)
    issuer.goDown(true)
    await listed(app, headers)
    const added = await issuer.addKey('added')
    const fresh = await ask(app.url, LIST, { headers: { [JWT_HEADER]: await issuer.sign({}, added) } })
    expect([fresh.status, fresh.body.includes(CANARY)]).toEqual([401, false])
  } finally {
    await app.stop()
    await issuer.stop()
  }
})

test('without a session every page leads to the sign-in and every route says 401, without a call', async ({ apps }) => {
  for (const app of [apps.token, apps.proxyJwt, apps.oidc]) {
    await new Cloud(app.cloudUrl).forgetCalls()
    for (const place of PAGES) {
      const { status, headers, body } = await ask(app.url, place)
      expect([place, status]).toEqual([place, 307])
      const location = String(headers.location)
      expect(location).toMatch(place === '/' ? /^\/tasks/ : /^\/auth\?/)
      expect(body).not.toContain(CANARY)
      const to = new URLSearchParams(location.split('?')[1]).get('to')
      if (place !== '/') expect(decodeURIComponent(to ?? '')).toBe(place)
    }
    for (const place of DATA) {
      const { status, headers } = await ask(app.url, place)
      expect([place, status]).toEqual([place, 401])
      expect(headers['cache-control']).toContain('no-store')
      expect(headers['www-authenticate']).toMatch(/^Bearer/)
    }
    expect((await callsOf(app)).total).toBe(0)
  }
})

test('no way through the framework leads past the guards', async ({ apps: { token } }) => {
  test.slow()
  await listed(token, asUser('ann'))
  await new Cloud(token.cloudUrl).forgetCalls()
  const data = DATA.map((place) => place.replace('default/', 'shop/'))
  const waiting = [...PAGES, ...data].flatMap((place) => FRAMEWORK_DOORS.map((door) => ({ place, door })))
  const failed: string[] = []
  await Promise.all(
    Array.from({ length: 8 }, async () => {
      for (let next = waiting.pop(); next; next = waiting.pop()) {
        const address = through(next.door, next.place)
        const answer = await ask(token.url, address, { headers: next.door.headers })
        if (!isRefused(answer)) failed.push(`${next.door.name} ${address}: ${answer.status} ${answer.headers.location}`)
      }
    }),
  )
  expect(failed).toEqual([])
  expect((await callsOf(token)).total).toBe(0)
})

test('what a client claims of itself in plain words counts in no mode', async ({ apps }) => {
  for (const app of [apps.token, apps.oidc]) {
    expect(await succeeded(app, CLAIMED_IN_PLAIN, [LIST, `/tasks?region=ap-guangzhou&${RANGE}`])).toEqual([])
  }
})

test('an upgrade, and the address of another host, lead nowhere', async ({ apps: { token } }) => {
  await new Cloud(token.cloudUrl).forgetCalls()
  for (const target of [LIST, 'http://169.254.169.254/latest/meta-data', '/_next/webpack-hmr']) {
    const line = await openLine(token.url)
    line.socket.write(
      `GET ${target} HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n` +
        'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n',
    )
    await expect.poll(line.heard).toMatch(/^HTTP\/1\.1 4\d\d/)
    line.socket.destroy()
  }
  expect((await callsOf(token)).total).toBe(0)
})

test('a cookie that is not a session of this server, for this, in this mode and now, is none', async ({ apps }) => {
  for (const [app, mode] of [[apps.oidc, 'oidc'] as const, [apps.token, 'token'] as const]) {
    expect(await succeeded(app, await wrongCookies(SESSION_KEY, mode))).toEqual([])
  }
})

test('a session that was signed out of is over, however often its cookie was copied', async ({ apps: { token } }) => {
  const cookie = await signInWithToken(token, ANN)
  await listed(token, { Cookie: cookie })
  const form = { 'Content-Type': 'application/x-www-form-urlencoded', 'Content-Length': 0 }
  for (const foreign of [{ 'Sec-Fetch-Site': 'cross-site' }, { Origin: 'https://evil.example' }, { Origin: 'null' }]) {
    const headers = { ...form, ...foreign, Cookie: cookie }
    expect((await ask(token.url, '/auth/sign-out', { method: 'POST', headers })).status).toBe(403)
  }
  await listed(token, { Cookie: cookie })
  const out = await ask(token.url, '/auth/sign-out', { method: 'POST', headers: { ...form, Cookie: cookie } })
  expect([out.status, out.headers.location]).toEqual([303, '/auth/signed-out'])
  expect(String(out.headers['set-cookie'])).toMatch(/^__Host-cdb-tasks=; Path=\/; Max-Age=0; HttpOnly; Secure/)
  expect(await succeeded(token, [{ name: 'replay', headers: { Cookie: cookie } }], [LIST, PAGES[1] ?? ''])).toEqual([])
})

test('a page of another site cannot read with the session of its visitor', async ({ apps: { token } }) => {
  const Cookie = await signInWithToken(token, ANN)
  const attempts = ['cross-site', 'same-site'].flatMap((site) =>
    ['cors', 'no-cors', 'navigate'].map((mode) => ({
      name: `${site} ${mode}`,
      headers: { Cookie, 'Sec-Fetch-Site': site, 'Sec-Fetch-Mode': mode },
    })),
  )
  expect(await succeeded(token, attempts)).toEqual([])
})

test('a token that is wrong, or too many of them, opens nothing', async ({ apps: { token } }) => {
  const wrong = ['', 'x', ANN.toUpperCase(), `${ANN} `, `${ANN}x`, ANN.slice(0, -1), `${ANN},${ANN}`, `"${ANN}"`]
  const attempts = wrong.map((sent) => ({ name: `token ${sent}`, headers: { Authorization: `Bearer x${sent}` } }))
  expect(await succeeded(token, attempts)).toEqual([])
  // What a client writes before the address that the proxy in front adds does not count.
  const from = (spoofed: number) => ({ 'X-Forwarded-For': `203.0.113.${spoofed}, 198.51.100.7` })
  const statuses: (number | undefined)[] = []
  for (let tries = 0; tries < 7; tries++) {
    const headers = { ...from(tries), Authorization: 'Bearer wrong' }
    statuses.push((await ask(token.url, LIST, { headers })).status)
  }
  expect(statuses).toEqual([401, 401, 401, 401, 401, 429, 429])
  const right = await ask(token.url, LIST, { headers: { ...from(99), ...asUser('ann') } })
  expect([right.status, right.body.includes(CANARY)]).toEqual([429, false])
  expect(right.headers['retry-after']).toBe('300')
  await listed(token, { ...fromSomewhere(), ...asUser('ann') })
  // Who has a token of their own does not get more attempts at another's.
  const guesser = { 'X-Forwarded-For': '198.51.100.8' }
  const guesses: (number | undefined)[] = []
  for (const sent of ['wrong', 'wrong', 'wrong', 'wrong', ANN, 'wrong', ANN]) {
    const headers = { ...guesser, Authorization: `Bearer ${sent}` }
    guesses.push((await ask(token.url, LIST, { headers })).status)
  }
  expect(guesses).toEqual([401, 401, 401, 401, 200, 401, 429])
})

test('a region that is none of ours is a 400, and no host is made of it', async ({ apps: { token } }) => {
  const cloud = new Cloud(token.cloudUrl)
  await cloud.forgetCalls()
  for (const region of NO_REGIONS) {
    const written = encodeURIComponent(region)
    for (const path of [`/api/tasks?region=${written}`, `/api/tasks/export?format=csv&region=${written}`]) {
      const { status } = await ask(token.url, path, { headers: { ...fromSomewhere(), ...asUser('ann') } })
      expect([path, status]).toEqual([path, 400])
    }
    const path = `/api/tasks/shop/${written}/1`
    const { status = 0 } = await ask(token.url, path, { headers: { ...fromSomewhere(), ...asUser('ann') } })
    expect([path, status >= 400 && status < 500]).toEqual([path, true])
  }
  expect((await callsOf(token)).total).toBe(0)
})

test('nobody comes back to another site', async ({ apps: { token, oidc, provider } }) => {
  const isOurs = (app: AccessApp, location: unknown) => new URL(String(location), app.url).origin === app.url
  const session = await signInWithToken(token, ANN)
  const failed: string[] = []
  for (const to of ELSEWHERE) {
    const query = `to=${encodeURIComponent(to)}`
    const places = [
      await ask(token.url, `/auth/sign-in?${query}`),
      await ask(token.url, `/auth?${query}`, { headers: { Cookie: session } }),
      await postToken(token, ANN, to),
      await postToken(token, 'wrong', to),
    ]
    for (const [index, { status, headers }] of places.entries()) {
      const isSentOn = status === 303 || status === 307
      if (!isSentOn || !isOurs(token, headers.location)) failed.push(`${index} ${to}: ${status} ${headers.location}`)
      if (String(headers['set-cookie']).includes('evil')) failed.push(`${index} ${to}: a cookie`)
    }
    const { body } = await ask(oidc.url, `/auth?${query}`)
    for (const [, href = ''] of body.matchAll(/href="(\/auth\/sign-in[^"]*)"/g)) {
      const back = new URL(href.replaceAll('&amp;', '&'), oidc.url).searchParams.get('to')
      if (!isOurs(oidc, back)) failed.push(`link ${to}: ${back}`)
    }
  }
  expect(failed).toEqual([])
  const visit = await signInAt(provider, oidc, 'ann', `/auth/sign-in?to=${encodeURIComponent('/\\evil.example')}`)
  expect(visit.location).toBe('/tasks')
})

test('a sign-in that somebody else began signs nobody in', async ({ apps: { oidc, provider } }) => {
  const { callback } = await beginAt(provider, oidc, 'mallory', '/auth/sign-in')
  const own = await ask(oidc.url, '/auth/sign-in?to=/tasks')
  const ownCookie = cookiesOf(own)
  const ownState = new URL(String(own.headers.location)).searchParams.get('state') ?? ''
  const { searchParams } = new URL(callback)
  const withOwnState = new URL(callback)
  withOwnState.searchParams.set('state', ownState)
  const attempts = [
    { name: 'without a cookie', path: callback },
    { name: 'with a cookie of an own one', path: callback, headers: { Cookie: ownCookie } },
    { name: 'with the own state and another’s code', path: withOwnState.href, headers: { Cookie: ownCookie } },
    { name: 'twice the state', path: `${callback}&state=${ownState}`, headers: { Cookie: ownCookie } },
    { name: 'no state', path: `/auth/callback?code=${searchParams.get('code')}`, headers: { Cookie: ownCookie } },
    {
      name: 'another issuer',
      path: `/auth/callback?code=x&iss=https://evil.example&state=${ownState}`,
      headers: { Cookie: ownCookie },
    },
    { name: 'an error', path: `/auth/callback?error=access_denied&state=${ownState}`, headers: { Cookie: ownCookie } },
  ]
  for (const { name, path, headers } of attempts) {
    const { status, headers: sent } = await ask(oidc.url, path.replace(oidc.url, ''), { headers })
    expect([name, status, String(sent.location).split('&')[0]]).toEqual([name, 303, '/auth?kind=failed'])
    expect(String(sent['set-cookie'] ?? '')).not.toContain(`${SESSION_COOKIE}=ey`)
  }
  const real = await signInAt(provider, oidc, 'ann', '/auth/sign-in?to=/tasks')
  await listed(oidc, { Cookie: real.cookie })
})

test('a viewer with fewer rights sees nothing of what another has read, in any answer', async ({ apps: { token } }) => {
  const cloud = new Cloud(token.cloudUrl)
  const ann = { ...asUser('ann'), ...fromSomewhere() }
  const bob = { ...asUser('bob'), ...fromSomewhere() }
  const start = 'start=2023-12-31T16:00:00Z'
  const beyond = [
    LIST,
    `/api/tasks?account=shop&${RANGE}`,
    `/api/tasks/export?format=csv&region=ap-guangzhou&${RANGE}`,
    `/api/tasks/export?format=ndjson&account=shop&${RANGE}`,
    `/api/tasks/shop/ap-guangzhou/1?${start}`,
    `/api/tasks/bank/ap-guangzhou/1?${start}`,
    `/api/tasks/shop/ap-beijing/1?${start}`,
    `/api/tasks/shop/ap-guangzhou/1/details?${start}`,
    '/api/instances?keys=shop/ap-guangzhou/cdb-carol001',
  ]
  for (const path of beyond) await ask(token.url, path, { headers: ann })
  await listed(token, ann, `/api/tasks?${RANGE}`)
  await cloud.forgetCalls()
  for (const path of beyond) {
    const { status, body } = await ask(token.url, path, { headers: bob })
    expect([path, status]).toEqual([path, 400])
    expect(body).not.toContain(CANARY)
    // Neither what there is besides, nor how much of it.
    expect(body).not.toMatch(/ap-shanghai|"rowCount"/)
  }
  for (const path of [
    `/tasks?region=ap-guangzhou&${RANGE}`,
    `/tasks/shop/ap-guangzhou/1?${start}`,
    `/tasks/latest?region=ap-guangzhou`,
    `/compare?a=shop/ap-guangzhou/1@2023-12-31T16:00:00Z&b=shop/ap-guangzhou/2@2023-12-31T16:30:00Z`,
  ]) {
    const { body } = await ask(token.url, path, { headers: bob })
    expect([path, body.includes(CANARY)]).toEqual([path, false])
  }
  expect((await callsOf(token)).total).toBe(0)
  // A range of his own, so that nothing is there yet that another has read.
  const own = JSON.parse((await listed(token, bob, `/api/tasks?${RANGE.replace('16:00:00Z&to', '15:59:59Z&to')}`)).body)
  expect(own.rowCount).toBe(12)
  expect(own.coverage.scopes.map(({ account, region }: Record<string, string>) => [account, region])).toEqual([
    ['bank', 'ap-beijing'],
  ])
  const text = JSON.stringify(own)
  expect(text).not.toMatch(/ap-guangzhou|ap-shanghai|"shop/)
  expect(new Set(Object.keys((await regionsCalled(token)).byRegion))).toEqual(new Set(['ap-beijing']))
  const everything = JSON.parse((await listed(token, ann, `/api/tasks?${RANGE}`)).body)
  expect(everything.rowCount).toBe(48)
  const twin = '2023-12-31T16:02:00Z'
  const { body } = await listed(token, bob, `/api/tasks/bank/ap-beijing/1?start=${twin}`)
  expect(JSON.parse(body).task.key).toBe('bank/ap-beijing/1')
  const nobody = await ask(token.url, LIST, { headers: { ...asUser('erin'), ...fromSomewhere() } })
  expect([nobody.status, JSON.parse(nobody.body).type]).toEqual([403, 'urn:cdb-tasks:problem:no-permission'])
})

test('whoever may see one instance asks the cloud about that one only', async ({ apps: { token } }) => {
  const cloud = new Cloud(token.cloudUrl)
  const start = 'start=2023-12-31T16:00:00Z'
  await listed(token, { ...asUser('ann'), ...fromSomewhere() }, `/api/tasks?${RANGE}`)
  for (const name of ['carol', 'dora']) {
    const headers = { ...asUser(name), ...fromSomewhere() }
    await cloud.forgetCalls()
    const own = JSON.parse((await listed(token, headers, `/api/tasks?${RANGE}`)).body)
    expect(own.rowCount).toBe(4)
    expect(JSON.stringify(own)).not.toContain('cdb-other001')
    for (const path of [
      `/api/tasks?${RANGE}&instance=cdb-other001`,
      `/api/tasks?${RANGE}&job=9`,
      `/api/tasks?${RANGE}&async=a1b2-c3`,
      `/api/tasks?${RANGE}&q=cdb-other001`,
      `/api/tasks/export?format=ndjson&${RANGE}`,
      `/api/tasks/shop/ap-guangzhou/9?start=2023-12-31T20:00:00Z`,
      '/api/tasks/shop/ap-guangzhou/9',
      '/api/tasks/shop/ap-guangzhou/9/details?start=2023-12-31T20:00:00Z',
      `/api/tasks/shop/ap-guangzhou/1/details?${start}`,
      '/api/instances?keys=shop/ap-guangzhou/cdb-other001',
      '/api/instances/cdb-other001/events',
      `/tasks?${RANGE}`,
      '/instances/cdb-other001',
      '/tasks/shop/ap-guangzhou/9?start=2023-12-31T20:00:00Z',
      '/tasks/latest?instance=cdb-other001',
      '/compare?a=shop/ap-guangzhou/9@2023-12-31T20:00:00Z&b=shop/ap-guangzhou/1@2023-12-31T16:00:00Z',
    ]) {
      const { body } = await ask(token.url, path, { headers })
      const rows = body.replaceAll(/cdb-other001[^{}]*is not/g, '')
      expect([path, rows.includes(`${CANARY} ap-shanghai`), rows.includes('"cdb-other001"],')]).toEqual([
        path,
        false,
        false,
      ])
    }
    const { recent } = await callsOf(token)
    expect(recent.length).toBeGreaterThan(0)
    const beyond = recent.filter(({ action, region, body }) => {
      if (region !== 'ap-guangzhou') return true
      // The names of instances are the server's own question; a rule may name by them.
      if (action === 'DescribeDBInstances' && body.InstanceIds === undefined) return name !== 'dora'
      return (
        ![body.InstanceId, body.InstanceIds].flat().includes('cdb-carol001') ||
        JSON.stringify(body).includes('cdb-other001')
      )
    })
    expect(beyond).toEqual([])
  }
})

async function regionsCalled({ cloudUrl }: AccessApp) {
  const response = await fetch(`${cloudUrl}/control/calls?action=DescribeTasks`)
  // Safe: the simulator's own JSON.
  return (await response.json()) as { byRegion: Record<string, number> }
}

function cookiesOf({ headers }: Answer): string {
  return [headers['set-cookie'] ?? []]
    .flat()
    .map((cookie) => cookie.split(';')[0])
    .join('; ')
}

function postToken(app: AccessApp, token: string, to: string): Promise<Answer> {
  const body = new URLSearchParams({ token, to }).toString()
  const headers = fromSomewhere({
    'Content-Type': 'application/x-www-form-urlencoded',
    'Content-Length': Buffer.byteLength(body),
  })
  return ask(app.url, '/auth/token', { method: 'POST', headers, body })
}

async function signInWithToken(app: AccessApp, token: string): Promise<string> {
  const answer = await postToken(app, token, '/tasks')
  expect([answer.status, answer.headers.location]).toEqual([303, '/tasks'])
  return cookiesOf(answer)
}

/** A browser's way to the provider and as far as the address that it sends back to. */
async function beginAt({ issuer }: IdentityProvider, app: AccessApp, user: string, from: string) {
  const begun = await ask(app.url, from)
  const jar = new Map<string, string>()
  let next = String(begun.headers.location)
  while (next.startsWith(issuer)) {
    const path = next.slice(issuer.length)
    const Cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const { status, headers } = await ask(issuer, path, { headers: { Cookie } })
    for (const cookie of [headers['set-cookie'] ?? []].flat()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? []
      jar.set(name, value)
    }
    next = status === 200 ? `${next}?user=${user}` : new URL(String(headers.location), issuer).href
  }
  return { callback: next, cookie: cookiesOf(begun) }
}

async function signInAt(provider: IdentityProvider, app: AccessApp, user: string, from: string) {
  const { callback, cookie } = await beginAt(provider, app, user, from)
  const answer = await ask(app.url, callback.slice(app.url.length), { headers: { Cookie: cookie } })
  return { location: answer.headers.location, cookie: cookiesOf(answer) }
}
