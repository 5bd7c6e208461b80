import { gzipSync } from 'node:zlib'
import { afterEach, expect, test, vi } from 'vitest'
import type { CredentialSource } from '@/lib/config/credential-source'
import { call } from './client'
import { cloudClocks } from './cloud-clock'
import { isUpstreamError, type UpstreamError } from './errors'
import { type FakeCloud, forgetFailures, json, scopeAt, startFakeCloud } from './fake-cloud'

const metadata = vi.hoisted(() => ({ rolesUrl: '' }))
vi.mock('@/lib/config/cvm-metadata', async (importOriginal) => {
  const original = await importOriginal<typeof import('@/lib/config/cvm-metadata')>()
  return { ...original, readCvmRole: () => original.readCvmRole(metadata.rolesUrl) }
})

const clouds: FakeCloud[] = []
afterEach(async () => {
  forgetFailures()
  await Promise.all(clouds.splice(0).map((cloud) => cloud.close()))
})

async function cloudThat(...answer: Parameters<typeof startFakeCloud>): Promise<FakeCloud> {
  const cloud = await startFakeCloud(...answer)
  clouds.push(cloud)
  return cloud
}

async function failureOf(promise: Promise<unknown>): Promise<UpstreamError> {
  const thrown = await promise.then(
    () => null,
    (error: unknown) => error,
  )
  if (!isUpstreamError(thrown)) throw new Error(`no UpstreamError but ${String(thrown)}`)
  return thrown
}

const ask = (cloud: FakeCloud, options: Parameters<typeof call>[3] = {}) =>
  call(scopeAt(cloud.url), 'DescribeTasks', { Offset: 0 }, options)

const OK = { Response: { TotalCount: 0, Items: [], RequestId: 'r-1' } }
/** Long enough for an honest answer, short enough for a test. */
const SOON = { deadlineMs: 250 }

test('an answer is what is in Response, asked for with the scope’s region and a signature', async () => {
  const cloud = await cloudThat(json(OK))
  expect(await ask(cloud)).toEqual(OK.Response)
  expect(cloud.calls[0]).toMatchObject({
    method: 'POST',
    path: '/',
    body: '{"Offset":0}',
    headers: { 'x-tc-action': 'DescribeTasks', 'x-tc-version': '2017-03-20', 'x-tc-region': 'ap-guangzhou' },
  })
  expect(cloud.calls[0]?.headers.authorization).toMatch(/^TC3-HMAC-SHA256 Credential=AKIDtest\//)
})

test('an error of the cloud carries its code and request id, and is asked for once', async () => {
  const Response = { Error: { Code: 'AuthFailure.SignatureExpire', Message: 'Late by 600s' }, RequestId: 'r-2' }
  const cloud = await cloudThat(json({ Response }))
  const error = await failureOf(ask(cloud))
  expect(error).toMatchObject({ kind: 'clock-skew', code: 'AuthFailure.SignatureExpire', requestId: 'r-2' })
  expect(cloud.calls).toHaveLength(1)
})

test.each([
  ['Error: true', { Response: { Error: true, RequestId: 'r-3' } }, 'r-3'],
  ['an error without a code', { Response: { Error: {}, RequestId: 'r-3' } }, 'r-3'],
  ['no Response', { Oops: 1 }, null],
  ['null', null, null],
])('%s is an unreadable reply', async (_name, reply, requestId) => {
  expect(await failureOf(ask(await cloudThat(json(reply))))).toMatchObject({ kind: 'unreadable-reply', requestId })
})

test.each([
  ['not JSON', '<html>maintenance</html>'],
  ['empty', ''],
  ['cut JSON', '{"Response":{"TotalCount":1,"It'],
])('a body that is %s is an unreadable reply', async (_name, body) => {
  const cloud = await cloudThat((response) => response.end(body))
  expect((await failureOf(ask(cloud))).kind).toBe('unreadable-reply')
})

test.each([
  [429, 'throttled'],
  [502, 'upstream-fault'],
  [403, 'unreadable-reply'],
])('HTTP %i with a page of HTML is %s', async (status, kind) => {
  const cloud = await cloudThat((response) => response.writeHead(status).end('<h1>no</h1>'))
  expect(await failureOf(ask(cloud))).toMatchObject({ kind, httpStatus: status })
})

test.each([
  ['stalls before its headers', () => {}],
  [
    'stalls in its body',
    (response) => {
      response.writeHead(200, { 'content-length': 1_000 }).write('{"Response":')
    },
  ],
  [
    'drips for ever',
    (response) => {
      response.writeHead(200)
      const drip = setInterval(() => response.write(' '), 20)
      response.on('close', () => clearInterval(drip))
    },
  ],
  [
    'ends before its Content-Length',
    (response) => {
      response.writeHead(200, { 'content-length': 1_000 }).write('{"Response":')
      setTimeout(() => response.socket?.end(), 20)
    },
  ],
] satisfies [string, Parameters<typeof startFakeCloud>[0]][])(
  'an answer that %s is cut off at the deadline',
  async (_name, answer) => {
    const cloud = await cloudThat(answer)
    const began = performance.now()
    expect((await failureOf(ask(cloud, SOON))).kind).toBe('timeout')
    expect(performance.now() - began).toBeLessThan(2_000)
  },
)

test.each([
  ['before it answers', (response) => response.destroy()],
  [
    'in the middle of a chunked body',
    (response) => {
      response.writeHead(200).write('{"Response":')
      setTimeout(() => response.destroy(), 20)
    },
  ],
] satisfies [string, Parameters<typeof startFakeCloud>[0]][])(
  'a connection that breaks %s is of the network',
  async (_name, answer) => {
    expect(await failureOf(ask(await cloudThat(answer)))).toMatchObject({ kind: 'network', code: null })
  },
)

test('a host that nobody listens at is of the network', async () => {
  const cloud = await startFakeCloud(json(OK))
  await cloud.close()
  expect((await failureOf(ask(cloud))).kind).toBe('network')
})

test.each([
  ['another host', 307, true],
  ['another path of the same host', 302, false],
])('a redirect to %s is not followed, so nothing signed goes there', async (_name, status, elsewhere) => {
  const other = await cloudThat(json(OK))
  const cloud: FakeCloud = await cloudThat((response, { path }) => {
    if (path === '/') response.writeHead(status, { location: elsewhere ? `${other.url}/` : '/login' }).end()
    else json(OK)(response, { headers: {}, method: '', path, body: '' })
  })
  expect((await failureOf(ask(cloud))).kind).toBe('unreadable-reply')
  expect(other.calls).toHaveLength(0)
  expect(cloud.calls).toHaveLength(1)
})

test('a reader who goes away ends the call, and the connection with it', async () => {
  const reader = new AbortController()
  let closed = false
  const cloud = await cloudThat((response) => {
    response.on('close', () => {
      closed = true
    })
    setTimeout(() => reader.abort(), 20)
  })
  expect((await failureOf(ask(cloud, { signal: reader.signal }))).kind).toBe('cancelled')
  await expect.poll(() => closed).toBe(true)
})

test('a reader who has already gone costs no request', async () => {
  const cloud = await cloudThat(json(OK))
  expect((await failureOf(ask(cloud, { signal: AbortSignal.abort() }))).kind).toBe('cancelled')
  expect(cloud.calls).toHaveLength(0)
})

test('a call leaves nothing behind on its reader’s signal', async () => {
  const cloud = await cloudThat(json(OK))
  const { signal } = new AbortController()
  const added: unknown[] = []
  const removed: unknown[] = []
  const { addEventListener, removeEventListener } = signal
  signal.addEventListener = (...args: unknown[]) => {
    added.push(args[1])
    Reflect.apply(addEventListener, signal, args)
  }
  signal.removeEventListener = (...args: unknown[]) => {
    removed.push(args[1])
    Reflect.apply(removeEventListener, signal, args)
  }
  await ask(cloud, { signal })
  expect(added.length).toBeGreaterThan(0)
  expect(removed).toEqual(added)
})

test('calls one after the other share a connection', async () => {
  const cloud = await cloudThat(json(OK))
  const scope = scopeAt(cloud.url)
  for (let count = 0; count < 3; count += 1) await call(scope, 'DescribeTasks', {}, {})
  expect(cloud.connections()).toBe(1)
})

test('error pages that nobody reads do not hold connections: forty of them leave the next call free', async () => {
  let isWell = false
  const cloud = await cloudThat((response, asked) => {
    if (isWell) json(OK)(response, asked)
    else response.writeHead(502).end('x'.repeat(1_000_000))
  })
  const scope = scopeAt(cloud.url)
  await Promise.allSettled(Array.from({ length: 40 }, () => call(scope, 'DescribeTasks', {}, { deadlineMs: 3_000 })))
  isWell = true
  expect(await call(scope, 'DescribeTasks', {}, { deadlineMs: 4_000 })).toEqual(OK.Response)
})

test('without credentials nothing is sent', async () => {
  const cloud = await cloudThat(json(OK))
  const broken: CredentialSource = {
    kind: 'keys',
    secretId: () => {
      throw Object.assign(new Error('no such file'), { code: 'ENOENT' })
    },
    secretKey: () => 'k',
    sessionToken: null,
  }
  const error = await failureOf(call(scopeAt(cloud.url, broken), 'DescribeTasks', {}, {}))
  expect(error).toMatchObject({ kind: 'no-credentials', code: null })
  expect(cloud.calls).toHaveLength(0)
})

test('a key that is replaced while the server runs signs the next call', async () => {
  const cloud = await cloudThat(json(OK))
  let id = 'AKIDfirst'
  const scope = scopeAt(cloud.url, { kind: 'keys', secretId: () => id, secretKey: () => 'k', sessionToken: () => 't' })
  await call(scope, 'DescribeTasks', {}, {})
  id = 'AKIDsecond'
  await call(scope, 'DescribeTasks', {}, {})
  expect(cloud.calls.map(({ headers }) => headers.authorization?.match(/AKID\w+/)?.[0])).toEqual([
    'AKIDfirst',
    'AKIDsecond',
  ])
  expect(cloud.calls[1]?.headers['x-tc-token']).toBe('t')
})

test('each region of an account is asked with its own name', async () => {
  const cloud = await cloudThat(json(OK))
  const { account } = scopeAt(cloud.url)
  await call({ account, region: 'ap-beijing' }, 'DescribeTasks', {}, {})
  await call({ account, region: 'ap-shanghai' }, 'DescribeTasks', {}, {})
  expect(cloud.calls.map(({ headers }) => headers['x-tc-region'])).toEqual(['ap-beijing', 'ap-shanghai'])
})

test('a role’s key that the cloud refuses is not kept: the next call asks for another', async () => {
  let count = 0
  const role: FakeCloud = await cloudThat((response, { path }) => {
    if (path === '/roles/') return response.end('reader')
    count += 1
    const key = { Code: 'Success', TmpSecretId: `AKIDcvm${count}`, TmpSecretKey: 'k', Token: 't' }
    return response.end(JSON.stringify({ ...key, ExpiredTime: Date.now() / 1_000 + 3_600 }))
  })
  metadata.rolesUrl = `${role.url}/roles/`
  const refusal = { Response: { Error: { Code: 'AuthFailure.TokenFailure' }, RequestId: 'r-4' } }
  const cloud = await cloudThat((response, asked) =>
    json(asked.headers.authorization?.includes('AKIDcvm1') ? refusal : OK)(response, asked),
  )
  const scope = scopeAt(cloud.url, { kind: 'cvm-role' })
  expect((await failureOf(call(scope, 'DescribeTasks', {}, {}))).kind).toBe('bad-credentials')
  expect(await call(scope, 'DescribeTasks', {}, {})).toEqual(OK.Response)
  expect(await call({ ...scope, region: 'ap-beijing' }, 'DescribeTasks', {}, {})).toEqual(OK.Response)
  expect(count).toBe(2)
})

test('a reply of more than 8 MiB is not read to its end, packed or not', async () => {
  const packed = gzipSync(Buffer.alloc(1_024 * 1_024, ' '))
  let sent = 0
  const cloud = await cloudThat((response, { headers }) => {
    const isBomb = headers['x-tc-action'] === 'Bomb'
    response.writeHead(200, isBomb ? { 'content-encoding': 'gzip' } : {})
    const chunk = isBomb ? packed : Buffer.alloc(1_024 * 1_024, ' ')
    const pour = () => {
      for (let isRoom = true; isRoom && sent < 2_000 && !response.destroyed; sent++) isRoom = response.write(chunk)
    }
    response.on('drain', pour)
    pour()
  })
  const scope = scopeAt(cloud.url)
  for (const action of ['DescribeTasks', 'Bomb']) {
    sent = 0
    expect((await failureOf(call(scope, action, {}, {}))).kind).toBe('unreadable-reply')
    // What the kernel holds on the way is sent all the same; a bomb of 2 GB is 2 MB on the wire.
    if (action === 'DescribeTasks') expect(sent).toBeLessThan(100)
  }
})

test('7 MiB are read', async () => {
  const cloud = await cloudThat(json({ Padding: 'x'.repeat(7 * 1_024 * 1_024), ...OK }))
  expect(await ask(cloud)).toEqual(OK.Response)
})

/** Refuses signatures more than five minutes from its time, which its `Date` tells. */
async function cloudAhead(time: { aheadMs: number }, tellsDate = true): Promise<FakeCloud> {
  return cloudThat((response, asked) => {
    const now = Date.now() + time.aheadMs
    response.sendDate = false
    if (tellsDate) response.setHeader('date', new Date(now).toUTCString())
    const isLate = Math.abs(Number(asked.headers['x-tc-timestamp']) * 1_000 - now) > 300_000
    const late = { Error: { Code: 'AuthFailure.SignatureExpire', Message: '' }, RequestId: 'r-late' }
    json(isLate ? { Response: late } : OK)(response, asked)
  })
}

test.each([6 * 60_000, -6 * 60_000, 86_400_000])(
  'a clock %i ms behind the cloud’s is corrected once, and again when it is refused again',
  async (aheadMs) => {
    const time = { aheadMs }
    const cloud = await cloudAhead(time)
    const scope = scopeAt(cloud.url)
    const send = () => call(scope, 'DescribeTasks', {}, {})
    const first = await failureOf(send())
    expect(first).toMatchObject({ kind: 'clock-skew', isClockCorrected: true })
    expect(await send()).toEqual(OK.Response)
    expect(await send()).toEqual(OK.Response)
    time.aheadMs = 0
    expect(await failureOf(send())).toMatchObject({ kind: 'clock-skew', isClockCorrected: true })
    expect(await send()).toEqual(OK.Response)
    expect(cloud.calls).toHaveLength(5)
    expect(cloudClocks().offsetMs()).toBeLessThan(2_000)
  },
)

test.each([
  ['a cloud that tells no time', false, 6 * 60_000],
  ['a cloud whose time is ours', true, 0],
])('%s corrects nothing', async (_name, tellsDate, aheadMs) => {
  const cloud =
    aheadMs === 0
      ? await cloudThat(json({ Response: { Error: { Code: 'AuthFailure.SignatureExpire' }, RequestId: 'r' } }))
      : await cloudAhead({ aheadMs }, tellsDate)
  expect(await failureOf(ask(cloud))).toMatchObject({ kind: 'clock-skew', isClockCorrected: false })
})

const keysOf = (secretKey: () => string): CredentialSource => ({
  kind: 'keys',
  secretId: () => 'AKIDrest',
  secretKey,
  sessionToken: null,
})

test('credentials that are refused are not sent for 30 seconds, in no region; others are at once', async () => {
  let isRight = false
  const refusal = { Response: { Error: { Code: 'AuthFailure.SignatureFailure', Message: '' }, RequestId: 'r-no' } }
  const cloud = await cloudThat((response, asked) => json(isRight ? OK : refusal)(response, asked))
  let secret = 'wrong'
  const scope = scopeAt(
    cloud.url,
    keysOf(() => secret),
  )
  const elsewhere = {
    ...scopeAt(
      cloud.url,
      keysOf(() => 'wrong'),
    ),
    region: 'ap-beijing',
  }
  await failureOf(call(scope, 'DescribeTasks', {}, {}))
  for (const asked of [scope, elsewhere, { ...scope, region: 'ap-tokyo' }]) {
    const held = await failureOf(call(asked, 'DescribeTasks', {}, {}))
    expect(held).toMatchObject({ kind: 'bad-credentials', code: 'AuthFailure.SignatureFailure', requestId: 'r-no' })
    expect((held.heldUntilMs ?? 0) - Date.now()).toBeGreaterThan(20_000)
  }
  expect(cloud.calls).toHaveLength(1)
  isRight = true
  secret = 'right'
  expect(await call(scope, 'DescribeTasks', {}, {})).toEqual(OK.Response)
  expect((await failureOf(call(elsewhere, 'DescribeTasks', {}, {}))).kind).toBe('bad-credentials')
})

test.each([
  ['30', 30_000],
  ['3600', 60_000],
  [new Date(Date.now() + 20_000).toUTCString(), 20_000],
  ['soon', null],
])('Retry-After: %s is kept with the refusal, a minute at most', async (header, ms) => {
  const cloud = await cloudThat((response) => response.writeHead(503, { 'retry-after': header }).end())
  const { retryAfterMs } = await failureOf(ask(cloud))
  if (ms === null) expect(retryAfterMs).toBeNull()
  else expect(Math.abs((retryAfterMs ?? 0) - ms)).toBeLessThan(5_000)
})
