import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { ask } from './ask'
import { isUpstreamError } from './errors'
import { type FakeCloud, forgetFailures, json, scopeAt, startFakeCloud } from './fake-cloud'

const settings = vi.hoisted(() => ({ rate: 1_000 }))
vi.mock('@/lib/config', () => ({ config: () => settings }))
const lender = vi.hoisted(() => ({ readCvmRole: vi.fn() }))
vi.mock('@/lib/config/cvm-metadata', () => lender)

const clouds: FakeCloud[] = []
beforeEach(() => {
  settings.rate = 1_000
})
afterEach(async () => {
  vi.useRealTimers()
  forgetFailures()
  await Promise.all(clouds.splice(0).map((cloud) => cloud.close()))
})

type Answer = Parameters<typeof startFakeCloud>[0]

/** Answers in this order, the last for ever. */
async function cloudThat(...answers: [Answer, ...Answer[]]): Promise<FakeCloud> {
  let asked = 0
  const cloud = await startFakeCloud((response, call) => {
    const answer = answers[Math.min(asked, answers.length - 1)] ?? answers[0]
    asked += 1
    answer(response, call)
  })
  clouds.push(cloud)
  return cloud
}

const good = json({ Response: { TotalCount: 0, Items: [], RequestId: 'r-ok' } })
const refused = (Code: string) => json({ Response: { Error: { Code, Message: '' }, RequestId: 'r-no' } })
const status = (code: number): Answer => {
  return (response) => {
    response.statusCode = code
    response.end('no')
  }
}
const reset: Answer = (response) => response.socket?.destroy()
const silence: Answer = () => {}

const askAt = (cloud: FakeCloud, options?: Parameters<typeof ask>[3]) =>
  ask(scopeAt(cloud.url), 'DescribeTasks', { Offset: 0 }, options)

async function kindOf(promise: Promise<unknown>): Promise<string> {
  const thrown = await promise.then(
    () => null,
    (error: unknown) => error,
  )
  return isUpstreamError(thrown) ? thrown.kind : `no UpstreamError: ${String(thrown)}`
}

test.each<[string, Answer]>([
  ['a refused rate', refused('RequestLimitExceeded')],
  ['a fault of the cloud’s own', refused('InternalError.DesError')],
  ['a fault of its database', refused('CdbError')],
  ['HTTP 429', status(429)],
  ['HTTP 503', status(503)],
  ['a reset connection', reset],
])('%s is asked again, and the answer is given', async (_name, failure) => {
  const cloud = await cloudThat(failure, good)
  expect(await askAt(cloud)).toMatchObject({ RequestId: 'r-ok' })
  expect(cloud.calls).toHaveLength(2)
})

test('three tries and no more; the last failure is the one told', async () => {
  const cloud = await cloudThat(status(503), reset, refused('InternalError.CdbError'), good)
  await expect(askAt(cloud)).rejects.toMatchObject({ kind: 'upstream-fault', code: 'InternalError.CdbError' })
  expect(cloud.calls).toHaveLength(3)
})

test.each([
  ['AuthFailure.SecretIdNotFound', 'bad-credentials'],
  ['AuthFailure.SignatureExpire', 'clock-skew'],
  ['UnauthorizedOperation', 'not-permitted'],
  ['OperationDenied.UserHasNoStrategy', 'not-permitted'],
  ['InvalidParameterValue.DataConvertError', 'bad-request'],
  ['InvalidParameter.InstanceNotFound', 'instance-not-found'],
])('%s is never asked twice', async (code, kind) => {
  const cloud = await cloudThat(refused(code), good)
  expect(await kindOf(askAt(cloud))).toBe(kind)
  expect(cloud.calls).toHaveLength(1)
})

test('what cannot be read is not asked twice', async () => {
  const cloud = await cloudThat((response) => response.end('<html>'), good)
  expect(await kindOf(askAt(cloud))).toBe('unreadable-reply')
  expect(cloud.calls).toHaveLength(1)
})

test('an outage is not answered with three times the load', async () => {
  const cloud = await cloudThat(status(503))
  for (let question = 0; question < 40; question++) expect(await kindOf(askAt(cloud))).toBe('upstream-fault')
  expect(cloud.calls).toHaveLength(5)
})

test('failures that no breaker sees are not answered with three times the load either', async () => {
  const cloud = await cloudThat(refused('RequestLimitExceeded'))
  await Promise.all(Array.from({ length: 40 }, () => kindOf(askAt(cloud))))
  // Forty, a reserve of ten, and a tenth of the forty.
  expect(cloud.calls.length).toBeGreaterThan(40)
  expect(cloud.calls.length).toBeLessThanOrEqual(54)
})

test('a region that is down takes no retries from the others behind the same host', async () => {
  const ofBeijing = () => cloud.calls.filter(({ headers }) => headers['x-tc-region'] === 'ap-beijing').length
  const cloud = await cloudThat((response, call) => (ofBeijing() > 1 ? good : status(503))(response, call))
  for (let question = 0; question < 20; question++) await kindOf(askAt(cloud))
  const scope = { ...scopeAt(cloud.url), region: 'ap-beijing' }
  expect(await ask(scope, 'DescribeTasks', {})).toMatchObject({ RequestId: 'r-ok' })
  expect(ofBeijing()).toBe(2)
})

test('a silent cloud is a timeout at the deadline, pauses and turns counted in', async () => {
  const cloud = await cloudThat(silence)
  const before = performance.now()
  expect(await kindOf(askAt(cloud, { deadlineMs: 400 }))).toBe('timeout')
  expect(performance.now() - before).toBeLessThan(1_500)
})

test('a reader who goes away ends it, in a pause too', async () => {
  const cloud = await cloudThat(refused('RequestLimitExceeded'))
  const reader = new AbortController()
  const asked = kindOf(askAt(cloud, { signal: reader.signal }))
  await vi.waitUntil(() => cloud.calls.length > 0)
  reader.abort()
  expect(await asked).toBe('cancelled')
  expect(cloud.calls.length).toBeLessThan(3)
})

test('regions behind one host, and accounts with one key, share one limit', async () => {
  settings.rate = 10
  const cloud = await cloudThat(good)
  const scope = scopeAt(cloud.url)
  const scopes = [scope, { ...scope, region: 'ap-beijing' }, { ...scope, account: { ...scope.account, name: 'other' } }]
  const times: number[] = []
  const questions = scopes.flatMap((one) =>
    Array.from({ length: 5 }, () => ask(one, 'DescribeTasks', {}).then(() => times.push(performance.now()))),
  )
  await Promise.all(questions)
  // Two at once, then eight a second.
  expect(Math.max(...times) - Math.min(...times)).toBeGreaterThan(1_300)
})

test('a signature with the wrong time is signed again with the cloud’s, once', async () => {
  const ahead = Date.now() + 3_600_000
  const late: Answer = (response, asked) => {
    response.setHeader('date', new Date(ahead).toUTCString())
    refused('AuthFailure.SignatureExpire')(response, asked)
  }
  const cloud = await cloudThat(late, good, good)
  expect(await askAt(cloud)).toMatchObject({ RequestId: 'r-ok' })
  expect(await askAt(cloud)).toMatchObject({ RequestId: 'r-ok' })
  expect(cloud.calls).toHaveLength(3)
  const times = cloud.calls.map(({ headers }) => Number(headers['x-tc-timestamp']) * 1_000)
  expect(times.map((time) => Math.abs(time - ahead) < 60_000)).toEqual([false, true, true])
  let minutes = 60
  const restless = await cloudThat((response, asked) => {
    minutes += 60
    response.setHeader('date', new Date(Date.now() + minutes * 60_000).toUTCString())
    refused('AuthFailure.SignatureExpire')(response, asked)
  })
  expect(await kindOf(askAt(restless))).toBe('clock-skew')
  expect(restless.calls).toHaveLength(2)
})

test('a session that has expired is lent anew once for all, and the call is sent once more', async () => {
  let lent = 0
  lender.readCvmRole.mockImplementation(async () => {
    lent += 1
    return { secretId: `AKID${lent}`, secretKey: 'k', token: `t${lent}`, expiresAtMs: Date.now() + 3_600_000 }
  })
  let valid = 't1'
  const cloud = await cloudThat((response, call) =>
    (call.headers['x-tc-token'] === valid ? good : refused('AuthFailure.TokenFailure'))(response, call),
  )
  const scope = scopeAt(cloud.url, { kind: 'cvm-role' })
  const askAll = () => Promise.all(Array.from({ length: 8 }, () => kindOf(ask(scope, 'DescribeTasks', {}))))
  await askAll()
  expect(lent).toBe(1)
  valid = 't2'
  await askAll()
  expect(lent).toBe(2)
  expect(await ask(scope, 'DescribeTasks', {})).toMatchObject({ RequestId: 'r-ok' })
  valid = 'none'
  const before = cloud.calls.length
  for (let question = 0; question < 5; question++)
    expect(await kindOf(ask(scope, 'DescribeTasks', {}))).toBe('bad-credentials')
  expect(lent).toBe(2)
  expect(cloud.calls.length - before).toBe(1)
})

test('what keeps failing is not asked: one probe every five seconds, a single attempt', async () => {
  vi.useFakeTimers({ toFake: ['performance'] })
  const cloud = await cloudThat(status(503))
  await askAt(cloud).catch(() => {})
  await askAt(cloud).catch(() => {})
  expect(cloud.calls).toHaveLength(5)
  const began = performance.now()
  await expect(askAt(cloud)).rejects.toMatchObject({ kind: 'upstream-fault', heldUntilMs: expect.any(Number) })
  expect(performance.now()).toBe(began)
  for (let probes = 1; probes <= 3; probes++) {
    vi.advanceTimersByTime(5_000)
    await Promise.all(Array.from({ length: 20 }, () => kindOf(askAt(cloud))))
    expect(cloud.calls).toHaveLength(5 + probes)
  }
})

/** Five calls to it have failed, five seconds ago. */
async function cloudDueForAProbe() {
  vi.useFakeTimers({ toFake: ['performance'] })
  let answer: Answer = reset
  const cloud = await cloudThat((response, call) => answer(response, call))
  await askAt(cloud).catch(() => {})
  await askAt(cloud).catch(() => {})
  vi.advanceTimersByTime(5_000)
  return {
    cloud,
    answerWith: (other: Answer) => {
      answer = other
    },
  }
}

test('a probe whose reader goes away leaves the way free', async () => {
  const { cloud, answerWith } = await cloudDueForAProbe()
  answerWith(silence)
  const reader = new AbortController()
  const probe = kindOf(askAt(cloud, { signal: reader.signal }))
  await vi.waitUntil(() => cloud.calls.length === 6)
  const next = askAt(cloud)
  answerWith(good)
  reader.abort()
  expect(await probe).toBe('cancelled')
  expect(await next).toMatchObject({ RequestId: 'r-ok' })
  expect(cloud.calls).toHaveLength(7)
})

test('who asks while it is tried waits for that: pages of one list come back together', async () => {
  const { cloud, answerWith } = await cloudDueForAProbe()
  answerWith((response, call) => setTimeout(() => good(response, call), 50))
  const pages = await Promise.all(Array.from({ length: 4 }, () => kindOf(askAt(cloud))))
  expect(pages.map((kind) => kind.startsWith('no UpstreamError'))).toEqual([true, true, true, true])
  expect(cloud.calls).toHaveLength(5 + 4)
})

test('a region that is asked for the first time at a host that fails costs one call, however many ask', async () => {
  const cloud = await cloudThat(reset)
  const askIn = (region: string) => kindOf(ask({ ...scopeAt(cloud.url), region }, 'DescribeTasks', { Offset: 0 }))
  await askIn('ap-1')
  await askIn('ap-1')
  expect(cloud.calls).toHaveLength(5)
  expect(await Promise.all(Array.from({ length: 4 }, () => askIn('ap-2')))).toEqual(Array(4).fill('network'))
  expect(cloud.calls).toHaveLength(6)
})
