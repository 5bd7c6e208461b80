import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { UpstreamError } from './errors'
import { scopeAt } from './fake-cloud'
import { gateOf } from './gates'

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance', 'Date'] })
})
afterEach(() => {
  vi.useRealTimers()
})

/** The regions of a host that no other test has asked. */
function host() {
  const { account } = scopeAt(`http://${randomUUID()}.example`)
  return (region: string, action = 'DescribeTasks') => gateOf({ account, region }, action)
}

const network = () => new UpstreamError('network', { cause: Object.assign(new Error(), { code: 'ECONNRESET' }) })
const refused = () => new UpstreamError('network', { cause: Object.assign(new Error(), { code: 'ECONNREFUSED' }) })
const timeout = () => new UpstreamError('timeout')
const fault = () => new UpstreamError('upstream-fault')

function fail(gate: ReturnType<typeof gateOf>, error: () => UpstreamError, times = 1) {
  for (let time = 0; time < times; time++) gate.enter()(error())
}

test('a region that is silent for ever blocks none of the nineteen others', () => {
  const region = host()
  const others = Array.from({ length: 19 }, (_, index) => region(`ap-${index}`))
  for (let turn = 0; turn < 20; turn++) {
    if (region('ap-silent').held() === null) fail(region('ap-silent'), timeout)
    for (const other of others) other.enter()(null)
  }
  expect(region('ap-silent').held()?.kind).toBe('timeout')
  expect(others.every((other) => other.held() === null)).toBe(true)
})

test('nor does it where nobody has asked another: a region that has not failed itself is asked', () => {
  const region = host()
  fail(region('ap-silent'), timeout, 3)
  fail(region('ap-deaf'), timeout, 2)
  expect(region('ap-silent').held()).not.toBeNull()
  expect(region('ap-deaf').held()).not.toBeNull()
  expect(region('ap-new').held()).toBeNull()
  region('ap-new').enter()(null)
  expect(region('ap-deaf').held()).toBeNull()
})

test('a host that takes no connection is down for all its regions, and one probe tries for all', () => {
  const region = host()
  fail(region('ap-1'), refused, 3)
  fail(region('ap-2'), refused, 2)
  expect(region('ap-3').held()).toMatchObject({ kind: 'network' })
  vi.advanceTimersByTime(5_000)
  const probe = region('ap-3').enter()
  expect(() => region('ap-1').enter()).toThrow()
  expect(() => region('ap-4').enter()).toThrow()
  probe(refused())
  expect(region('ap-1').held()).not.toBeNull()
  vi.advanceTimersByTime(5_000)
  region('ap-2').enter()(null)
  for (const name of ['ap-1', 'ap-2', 'ap-3', 'ap-4']) expect(region(name).held()).toBeNull()
})

test('a host that breaks every connection is down for the regions that were asked: five attempts and the probes', () => {
  const region = host()
  const names = ['ap-1', 'ap-2', 'ap-3']
  let attempts = 0
  for (let second = 0; second < 20; second++) {
    for (const name of names) {
      if (region(name).held() !== null) continue
      attempts += 1
      fail(region(name), network)
    }
    vi.advanceTimersByTime(1_000)
  }
  // Four in 20 seconds.
  expect(attempts).toBe(5 + 3)
})

test('a refusal is an answer, too: it ends what was held against the host', () => {
  const region = host()
  fail(region('ap-1'), refused, 4)
  fail(region('ap-2'), () => new UpstreamError('bad-credentials'))
  fail(region('ap-2'), refused)
  expect(region('ap-3').held()).toBeNull()
})

test('a sibling that is broken does not block the tasks', () => {
  const region = host()
  fail(region('ap-1', 'DescribeTimeWindow'), fault, 5)
  expect(region('ap-1', 'DescribeTimeWindow').held()).not.toBeNull()
  expect(region('ap-1').held()).toBeNull()
})

test.each(['throttled', 'bad-credentials', 'not-permitted', 'bad-request', 'clock-skew', 'cancelled'] as const)(
  '%s opens nothing',
  (kind) => {
    const region = host()
    fail(region('ap-1'), () => new UpstreamError(kind), 30)
    expect(region('ap-1').held()).toBeNull()
  },
)

test('a probe that was cancelled leaves the turn to the next', () => {
  const region = host()
  fail(region('ap-1'), refused, 5)
  vi.advanceTimersByTime(5_000)
  region('ap-1').enter()(new UpstreamError('cancelled'))
  expect(() => region('ap-2').enter()).not.toThrow()
  expect(() => region('ap-3').enter()).toThrow()
})

test('Retry-After is the least pause', () => {
  const region = host()
  const busy = Object.assign(new UpstreamError('throttled', { httpStatus: 429 }), { retryAfterMs: 20_000 })
  fail(region('ap-1'), () => busy)
  vi.advanceTimersByTime(19_000)
  expect(region('ap-1').held()).toMatchObject({ kind: 'throttled', httpStatus: 429 })
  expect(region('ap-2').held()).toBeNull()
  vi.advanceTimersByTime(1_000)
  expect(region('ap-1').held()).toBeNull()
})
