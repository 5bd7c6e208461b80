import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readTimeBound, resolveTimeBound, toUtcText, toWallClock, wallClockToUtc } from './task-time'

describe('wallClockToUtc', () => {
  it('reads Beijing time as eight hours ahead of UTC', () => {
    expect(wallClockToUtc('2017-06-27 16:46:52')).toBe('2017-06-27T08:46:52Z')
    expect(wallClockToUtc('2024-01-01 00:00:00')).toBe('2023-12-31T16:00:00Z')
  })

  it('follows the configured offset', () => {
    expect(wallClockToUtc('2017-06-27 16:46:52', 0)).toBe('2017-06-27T16:46:52Z')
  })

  it.each(['0000-00-00 00:00:00', '', '2017-02-30 00:00:00', '2017-06-27T16:46:52', '2017-13-01 00:00:00', 'soon'])(
    'refuses %j',
    (text) => {
      expect(wallClockToUtc(text)).toBeNull()
    },
  )

  it('is undone by toWallClock', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4_000_000_000 }), (seconds) => {
        expect(wallClockToUtc(toWallClock(seconds * 1_000))).toBe(toUtcText(seconds * 1_000))
      }),
    )
  })
})

describe('readTimeBound', () => {
  it.each([
    ['-24h', '-24h'],
    ['-7d', '-7d'],
    ['2017-06-27T07:00:00Z', '2017-06-27T07:00:00Z'],
    ['2017-06-27T15:00:00+08:00', '2017-06-27T07:00:00Z'],
    ['2017-06-27T15:00:00 08:00', '2017-06-27T07:00:00Z'],
    ['2017-06-27T07:00Z', '2017-06-27T07:00:00Z'],
    ['2017-06-27 15:00:00', '2017-06-27T07:00:00Z'],
  ])('reads %j as %j', (text, canonical) => {
    expect(readTimeBound(text)).toBe(canonical)
  })

  it('refuses a time that is of the year 10000, or before the first, on another wall clock', () => {
    for (const edge of ['9999-12-31T23:59:59Z', '9999-12-31 23:59:59', '0001-01-01T00:00:00Z', '0000-01-01 00:00:00']) {
      expect(readTimeBound(edge)).toBeNull()
    }
    expect(readTimeBound('9998-12-31T23:59:59Z')).toBe('9998-12-31T23:59:59Z')
    expect(toWallClock(Date.parse('9998-12-31T23:59:59Z'), 14 * 60)).toMatch(/^9999-/)
  })

  it.each(['2017-06-27T15:00:00', '-0h', '24h', 'yesterday', '2017-02-30T00:00:00Z', '2017-06-27', '-5y'])(
    'refuses %j',
    (text) => {
      expect(readTimeBound(text)).toBeNull()
    },
  )
})

describe('resolveTimeBound', () => {
  it('counts a relative bound back from now', () => {
    expect(resolveTimeBound('-24h', 100_000_000)).toBe(100_000_000 - 86_400_000)
    expect(resolveTimeBound('-2w', 0)).toBe(-14 * 86_400_000)
  })

  it('takes an absolute bound as it is', () => {
    expect(resolveTimeBound('1970-01-01T00:00:05Z', 0)).toBe(5_000)
  })
})
