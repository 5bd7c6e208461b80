import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ticksOf } from './time-ticks'

const beijing = () => 480
const at = (text: string) => Date.parse(text)
const words = (from: string, to: string, offset: (epochMs: number) => number = beijing, most = 10) =>
  ticksOf({ fromMs: at(from), toMs: at(to) }, offset, most).map(({ heading, label }) =>
    heading === null ? label : `${heading} ${label}`,
  )

describe('ticks', () => {
  it('stand at round times of the zone’s clock, with the day where it changes', () => {
    expect(words('2026-02-28T12:10:00Z', '2026-02-28T20:00:00Z')).toEqual([
      '2026-02-28 21:00',
      '22:00',
      '23:00',
      '2026-03-01 00:00',
      '01:00',
      '02:00',
      '03:00',
      '04:00',
    ])
    expect(words('2026-02-28T12:10:00Z', '2026-02-28T20:00:00Z', () => 0)[0]).toBe('2026-02-28 13:00')
  })

  it('are days at midnight of the zone, with the year where it changes', () => {
    expect(words('2025-12-29T00:00:00Z', '2026-01-03T00:00:00Z')).toEqual([
      '2025 12-30',
      '12-31',
      '2026 01-01',
      '01-02',
      '01-03',
    ])
  })

  it('are Mondays, months and years as the span grows', () => {
    expect(words('2026-01-01T00:00:00Z', '2026-02-20T00:00:00Z')).toEqual([
      '2026 01-05',
      '01-12',
      '01-19',
      '01-26',
      '02-02',
      '02-09',
      '02-16',
    ])
    expect(words('2025-10-15T00:00:00Z', '2026-03-15T00:00:00Z')).toEqual([
      '2025-11',
      '2025-12',
      '2026-01',
      '2026-02',
      '2026-03',
    ])
    expect(words('2017-03-01T00:00:00Z', '2026-03-01T00:00:00Z', beijing, 12)).toEqual([
      '2018',
      '2019',
      '2020',
      '2021',
      '2022',
      '2023',
      '2024',
      '2025',
      '2026',
    ])
  })

  it('have seconds where the span is a minute', () => {
    expect(words('2026-02-28T12:10:02Z', '2026-02-28T12:11:02Z', beijing, 8)).toEqual([
      '2026-02-28 20:10:10',
      '20:10:20',
      '20:10:30',
      '20:10:40',
      '20:10:50',
      '20:11:00',
    ])
  })

  it('stay round where a clock is put forward: 01:59 is followed by 03:00', () => {
    const berlin = (epochMs: number) => (epochMs < at('2026-03-29T01:00:00Z') ? 60 : 120)
    expect(words('2026-03-28T22:30:00Z', '2026-03-29T03:30:00Z', berlin, 12)).toEqual([
      '2026-03-28 23:30',
      '2026-03-29 00:00',
      '00:30',
      '01:00',
      '01:30',
      '03:00',
      '03:30',
      '04:00',
      '04:30',
      '05:00',
      '05:30',
    ])
  })

  it('are within the span, in order, no more than asked for and never none, whatever the span', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: at('1990-01-01T00:00:00Z'), max: at('2090-01-01T00:00:00Z') }),
        fc.integer({ min: 60_000, max: 12 * 366 * 86_400_000 }),
        fc.constantFrom(-720, -210, 0, 330, 480, 840),
        fc.integer({ min: 6, max: 14 }),
        (fromMs, length, offset, most) => {
          const ticks = ticksOf({ fromMs, toMs: fromMs + length }, () => offset, most)
          expect(ticks.length).toBeGreaterThanOrEqual(1)
          expect(ticks.length).toBeLessThanOrEqual(most)
          for (const [index, { atMs }] of ticks.entries()) {
            expect(atMs).toBeGreaterThan(ticks[index - 1]?.atMs ?? fromMs - 1)
            expect(atMs).toBeLessThanOrEqual(fromMs + length)
          }
        },
      ),
    )
  })
})
