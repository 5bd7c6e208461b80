import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { ask } from './ask'
import { isUpstreamError } from './errors'
import { type FakeCloud, json, scopeAt, startFakeCloud } from './fake-cloud'

const settings = vi.hoisted(() => ({ rate: 1_000 }))
vi.mock('@/lib/config', () => ({ config: () => settings }))

const clouds: FakeCloud[] = []
beforeEach(() => {
  settings.rate = 1_000
})
afterEach(async () => {
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
  for (let question = 0; question < 40; question++) await kindOf(askAt(cloud))
  // Forty, a reserve of ten, and a tenth of the forty.
  expect(cloud.calls.length).toBeGreaterThan(45)
  expect(cloud.calls.length).toBeLessThanOrEqual(54)
})

test('a region that is down takes no retries from the others behind the same host', async () => {
  let broken = true
  const cloud = await cloudThat((response, call) => (broken ? status(503) : good)(response, call))
  for (let question = 0; question < 20; question++) await kindOf(askAt(cloud))
  const scope = { ...scopeAt(cloud.url), region: 'ap-beijing' }
  const asked = ask(scope, 'DescribeTasks', {})
  const before = cloud.calls.length
  await vi.waitUntil(() => cloud.calls.length > before)
  broken = false
  expect(await asked).toMatchObject({ RequestId: 'r-ok' })
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
