import { beforeEach, describe, expect, test } from 'vitest'
import { Breaker, type BreakerRule } from './breaker'
import { UpstreamError } from './errors'

const PAUSE_MS = 5_000
const rule: BreakerRule = {
  inARow: 5,
  share: { leastCalls: 10, windowMs: 30_000 },
  pauseMs: (openForMs, lastMs) => (openForMs < 60_000 ? PAUSE_MS : Math.min(2 * lastMs, 60_000)),
}
const fault = new UpstreamError('upstream-fault', { code: 'CdbError', requestId: 'r-1' })

let now = 0
let breaker: Breaker
beforeEach(() => {
  now = 1_000_000
  breaker = new Breaker(rule, () => now)
})

function fail(times: number) {
  for (let time = 0; time < times; time++) breaker.enter().failed(fault)
}

describe('a breaker', () => {
  test('opens at the fifth failure in a row, and tells the last error and when it is asked again', () => {
    fail(4)
    breaker.enter().answered()
    fail(4)
    expect(breaker.held()).toBeNull()
    fail(1)
    const held = breaker.held()
    expect(held).toMatchObject({ kind: 'upstream-fault', code: 'CdbError', requestId: 'r-1' })
    expect(Math.abs((held?.heldUntilMs ?? 0) - Date.now() - PAUSE_MS)).toBeLessThan(1_000)
    expect(() => breaker.enter()).toThrow('upstream-fault: CdbError')
  })

  test('opens where half of ten calls within 30 seconds fail, and not where they are fewer or longer ago', () => {
    for (let turn = 0; turn < 4; turn++) {
      breaker.enter().answered()
      fail(1)
    }
    breaker.enter().answered()
    expect(breaker.isOpen).toBe(false)
    now += 31_000
    fail(1)
    expect(breaker.isOpen).toBe(false)
    for (let turn = 0; turn < 4; turn++) {
      breaker.enter().answered()
      fail(1)
    }
    expect(breaker.isOpen).toBe(false)
    fail(1)
    expect(breaker.isOpen).toBe(true)
  })

  test('lets one probe through when it is due, and closes with its success', () => {
    fail(5)
    now += PAUSE_MS - 1
    expect(breaker.held()).not.toBeNull()
    now += 1
    const probe = breaker.enter()
    expect(probe.isProbe).toBe(true)
    expect(() => breaker.enter()).toThrow()
    probe.answered()
    expect(breaker.enter().isProbe).toBe(false)
    fail(4)
    expect(breaker.isOpen).toBe(false)
  })

  test('counts the pause from the start of a probe, however long that takes', () => {
    fail(5)
    now += PAUSE_MS
    const probe = breaker.enter()
    now += 3_000
    probe.failed(new UpstreamError('timeout'))
    expect(breaker.held()?.kind).toBe('timeout')
    now += PAUSE_MS - 3_000
    expect(breaker.held()).toBeNull()
  })

  test('probes every five seconds in the first minute, and then ever less often, at least each minute', () => {
    fail(5)
    const began = now
    const probes: number[] = []
    while (now - began < 400_000) {
      if (breaker.held() === null) {
        probes.push(now - began)
        fail(1)
      }
      now += 100
    }
    expect(probes.slice(0, 12)).toEqual(Array.from({ length: 12 }, (_, index) => (index + 1) * PAUSE_MS))
    expect(probes.slice(12)).toEqual([70_000, 90_000, 130_000, 190_000, 250_000, 310_000, 370_000])
  })

  test('is not kept open by a probe that was cancelled', () => {
    fail(5)
    now += PAUSE_MS
    breaker.enter().withdrawn()
    expect(breaker.enter().isProbe).toBe(true)
  })

  test('closes with any success, also of a call that was sent before', () => {
    const early = breaker.enter()
    fail(5)
    early.answered()
    expect(breaker.held()).toBeNull()
  })

  test('is not put off by what was on the way when it opened', () => {
    const early = breaker.enter()
    fail(5)
    now += 3_000
    early.failed(new UpstreamError('network'))
    now += 2_000
    expect(breaker.enter().isProbe).toBe(true)
  })

  test('takes the first word of a call only', () => {
    const pass = breaker.enter()
    pass.withdrawn()
    for (let time = 0; time < 5; time++) pass.failed(fault)
    expect(breaker.failuresInARow).toBe(0)
  })

  test('holds for as long as it was bidden', () => {
    breaker.hold(1_500, fault)
    expect(breaker.held()).toMatchObject({ code: 'CdbError' })
    now += 1_500
    expect(breaker.enter().isProbe).toBe(true)
  })
})
