import { setMaxListeners } from 'node:events'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { TokenBucket } from './token-bucket'
import { Turns } from './turns'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

const now = () => performance.now()
const clock = { now, random: () => 0.5 }
const turnsOf = (perSecond: number, isEmpty = false) => new Turns(new TokenBucket(perSecond, { clock, isEmpty }), clock)
const forever = new AbortController().signal
setMaxListeners(0, forever)

/** When each of the calls, asked for at these times, was let through. */
async function letThrough(turns: Turns, askedAtMs: number[], ms: number): Promise<number[]> {
  const started = now()
  const times: number[] = []
  for (const at of askedAtMs) {
    setTimeout(() => {
      void turns.take(forever).then(() => times.push(now() - started))
    }, at)
  }
  await vi.advanceTimersByTimeAsync(ms)
  return times
}

function mostInASecond(times: number[]): number {
  return Math.max(...times.map((first) => times.filter((time) => time >= first && time < first + 1_000).length))
}

const at = (ms: number, count: number) => Array.from({ length: count }, () => ms)

test('500 calls at once at 100 a second: never more than 100 in a sliding second, and little is wasted', async () => {
  const times = await letThrough(turnsOf(100), at(0, 500), 10_000)
  expect(times).toHaveLength(500)
  expect(mostInASecond(times)).toBeLessThanOrEqual(100)
  expect(Math.max(...times)).toBeLessThanOrEqual((500 / 80) * 1_050)
})

test('whatever comes when, no sliding second holds more than is allowed, and all come through', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 120 }),
      fc.array(fc.integer({ min: 0, max: 4_000 }), { minLength: 1, maxLength: 200 }),
      async (perSecond, askedAt) => {
        const times = await letThrough(turnsOf(perSecond), askedAt, 400_000)
        expect(times).toHaveLength(askedAt.length)
        expect(mostInASecond(times)).toBeLessThanOrEqual(perSecond)
      },
    ),
    { numRuns: 100 },
  )
})

test('who begins with nothing in hand waits for the first turn too', async () => {
  const [first] = await letThrough(turnsOf(10, true), [0], 1_000)
  expect(first).toBeGreaterThanOrEqual(125)
})

test.each([0.4, 1, 1.5, 1.9, 2.5])('%d a second, which is no whole number, is kept all the same', async (perSecond) => {
  const times = await letThrough(turnsOf(perSecond), at(0, 20), 60_000)
  expect(times.length).toBeGreaterThan(10)
  expect(mostInASecond(times)).toBeLessThanOrEqual(Math.max(1, Math.floor(perSecond)))
})

test('who leaves while waiting takes no turn', async () => {
  const turns = turnsOf(1)
  await turns.take(forever)
  const gone = new AbortController()
  const leaver = turns.take(gone.signal)
  const next = letThrough(turns, [0], 1_100)
  gone.abort(new Error('left'))
  await expect(leaver).rejects.toThrow('left')
  expect(await next).toHaveLength(1)
  await expect(turns.take(gone.signal)).rejects.toThrow('left')
})

describe('after a refusal', () => {
  test('nothing for a moment, then half the rate for half a minute, then all of it', async () => {
    const turns = turnsOf(50)
    turns.slowDown()
    const slow = await letThrough(turns, at(0, 1_000), 10_000)
    expect(slow[0]).toBeGreaterThanOrEqual(450)
    expect(slow.length).toBeGreaterThan(150)
    expect(slow.length).toBeLessThan(215)
    const again = turnsOf(50)
    again.slowDown()
    await vi.advanceTimersByTimeAsync(31_000)
    expect((await letThrough(again, at(0, 400), 5_000)).length).toBeGreaterThan(195)
  })

  test('refused again and again: a quarter, and no less', async () => {
    const turns = turnsOf(50)
    for (let refusal = 0; refusal < 10; refusal++) turns.slowDown()
    const slow = await letThrough(turns, at(0, 1_000), 10_000)
    expect(slow.length).toBeGreaterThan(85)
    expect(slow.length).toBeLessThan(110)
  })
})
