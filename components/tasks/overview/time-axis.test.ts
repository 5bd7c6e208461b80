import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { spanText, timeTicks } from './time-axis'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
const at = (time: string) => Date.parse(time)

function labels(from: string, lengthMs: number, zone: 'beijing' | 'utc' = 'utc') {
  return timeTicks(at(from), at(from) + lengthMs, zone).map(({ label }) => label)
}

describe('the time axis', () => {
  it('names round times of the chosen zone, and the day at midnight', () => {
    expect(labels('2026-03-01T04:00:00Z', DAY_MS)).toEqual([
      '06:00',
      '09:00',
      '12:00',
      '15:00',
      '18:00',
      '21:00',
      '03-02',
      '03:00',
    ])
    expect(labels('2026-03-01T04:00:00Z', 6 * HOUR_MS, 'beijing')).toEqual([
      '13:00',
      '14:00',
      '15:00',
      '16:00',
      '17:00',
    ])
  })

  it.each([
    ['2026-03-01T04:00:00Z', 60_000, ['04:00:10', '04:00:20', '04:00:30', '04:00:40', '04:00:50']],
    ['2026-03-01T04:00:00Z', HOUR_MS, ['04:10', '04:20', '04:30', '04:40', '04:50']],
    ['2026-03-01T04:00:00Z', 30 * DAY_MS, ['03-02', '03-09', '03-16', '03-23', '03-30']],
    ['2026-01-20T00:00:00Z', 150 * DAY_MS, ['2026-02', '2026-03', '2026-04', '2026-05', '2026-06']],
    ['2017-04-06T00:00:00Z', 9 * 365 * DAY_MS, ['2018', '2020', '2022', '2024', '2026']],
  ])('from %s over %d ms', (from, lengthMs, expected) => {
    expect(labels(from, lengthMs)).toEqual(expected)
  })

  it('never has more than eight, all of them inside and in order, whatever the range', () => {
    const moment = fc.integer({ min: at('1971-01-01T00:00:00Z'), max: at('2200-01-01T00:00:00Z') })
    const length = fc.oneof(fc.integer({ min: 60_000, max: DAY_MS }), fc.integer({ min: DAY_MS, max: 30_000 * DAY_MS }))
    fc.assert(
      fc.property(moment, length, (from, lengthMs) => {
        const parts = timeTicks(from, from + lengthMs, 'beijing').map(({ part }) => part)
        expect(parts.length).toBeLessThanOrEqual(8)
        expect(parts).toEqual([...new Set(parts)].sort((a, b) => a - b))
        for (const part of parts) expect(part).toBeGreaterThan(0)
        for (const part of parts) expect(part).toBeLessThan(1)
      }),
    )
  })
})

describe('a span of time', () => {
  it.each([
    ['2026-03-01T03:00:00Z', '2026-03-01T04:00:00Z', '2026-03-01 03:00–04:00'],
    ['2026-03-01T03:20:05Z', '2026-03-01T04:00:00Z', '2026-03-01 03:20:05–04:00'],
    ['2026-03-01T23:00:00Z', '2026-03-02T00:00:00Z', '2026-03-01 23:00–24:00'],
    ['2026-03-01T23:00:00Z', '2026-03-02T01:00:00Z', '2026-03-01 23:00 – 2026-03-02 01:00'],
    ['2026-03-01T00:00:00Z', '2026-03-02T00:00:00Z', '2026-03-01'],
    ['2026-03-01T00:00:00Z', '2026-03-08T00:00:00Z', '2026-03-01 – 2026-03-07'],
  ])('from %s to %s is %s', (from, end, text) => {
    expect(spanText(at(from), at(end), 'utc')).toBe(text)
  })

  it('stands in the zone', () => {
    expect(spanText(at('2026-03-01T03:00:00Z'), at('2026-03-01T04:00:00Z'), 'beijing')).toBe('2026-03-01 11:00–12:00')
  })
})
