import { setMaxListeners } from 'node:events'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { TokenBucket } from './token-bucket'
import { Turns } from './turns'
import type { Priority } from './waiting-line'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

const clock = { now: () => performance.now(), random: () => 0.5 }
const turnsOf = (perSecond: number) => new Turns(new TokenBucket(perSecond, { clock }), clock)
const forever = new AbortController().signal
setMaxListeners(0, forever)

/** Who went when, each named by its priority's letter and its number: `i0`. */
function line(turns: Turns) {
  const went: { who: string; at: number }[] = []
  const join = (priority: Priority, count: number, from = 0) => {
    for (let number = from; number < from + count; number++) {
      const who = `${priority[0]}${number}`
      void turns.take(forever, priority).then(() => went.push({ who, at: clock.now() }))
    }
  }
  return { went, join, order: () => went.map(({ who }) => who) }
}

describe('who waits for a turn', () => {
  test('goes first come, first served', async () => {
    const { join, order } = line(turnsOf(5))
    join('interactive', 10)
    await vi.advanceTimersByTimeAsync(10_000)
    expect(order()).toEqual(['i0', 'i1', 'i2', 'i3', 'i4', 'i5', 'i6', 'i7', 'i8', 'i9'])
  })

  test('goes before all of the background, whoever came first', async () => {
    const { join, order } = line(turnsOf(50))
    join('background', 20)
    join('interactive', 5)
    await vi.advanceTimersByTimeAsync(900)
    expect(order().indexOf('i4')).toBeLessThan(order().indexOf('b10'))
    await vi.advanceTimersByTimeAsync(5_000)
    const background = order().filter((who) => who.startsWith('b'))
    expect(background).toEqual(Array.from({ length: 20 }, (_, number) => `b${number}`))
  })

  test('in the background is served all the same: a tenth of the turns, once it has waited for a second', async () => {
    const { join, went } = line(turnsOf(50))
    join('interactive', 1_000)
    join('background', 100)
    await vi.advanceTimersByTimeAsync(1_000)
    expect(went.filter(({ who }) => who.startsWith('b'))).toEqual([])
    await vi.advanceTimersByTimeAsync(10_000)
    const late = went.slice(-200)
    expect(late.filter(({ who }) => who.startsWith('b'))).toHaveLength(20)
  })

  test('in the background has all turns that nobody else wants', async () => {
    const { join, went } = line(turnsOf(50))
    join('background', 100)
    await vi.advanceTimersByTimeAsync(3_000)
    expect(went).toHaveLength(100)
  })

  test('may come while others are served', async () => {
    const { join, order } = line(turnsOf(10))
    join('background', 30)
    await vi.advanceTimersByTimeAsync(1_000)
    const before = order().length
    join('interactive', 1)
    await vi.advanceTimersByTimeAsync(130)
    expect(order()[before]).toBe('i0')
  })
})

test('turns that are given ahead go at their time, to whoever is first then', async () => {
  const asked: number[] = []
  const turns = new Turns({
    take: async (wanted) => {
      asked.push(wanted)
      return { inMs: [0, 40, 80], againInMs: 100 }
    },
    slowDown: () => {},
  })
  const { join, went } = line(turns)
  const started = clock.now()
  join('background', 4)
  await vi.advanceTimersByTimeAsync(50)
  join('interactive', 1)
  await vi.advanceTimersByTimeAsync(1_000)
  expect(went.map(({ who, at }) => [who, at - started])).toEqual([
    ['b0', 0],
    ['b1', 40],
    ['i0', 80],
    ['b2', 100],
    ['b3', 140],
  ])
  expect(asked[1]).toBe(2)
})

test('turns that were given ahead are not used after a refusal', async () => {
  let answers = 0
  const turns = new Turns({
    take: async () => ({ inMs: answers++ === 0 ? [0, 40, 80] : [500], againInMs: 100 }),
    slowDown: () => {},
  })
  const { join, went } = line(turns)
  const started = clock.now()
  join('interactive', 3)
  await vi.advanceTimersByTimeAsync(20)
  turns.slowDown()
  await vi.advanceTimersByTimeAsync(2_000)
  expect(went.map(({ who, at }) => [who, at - started])).toEqual([
    ['i0', 0],
    ['i1', 600],
    ['i2', 1_100],
  ])
})
