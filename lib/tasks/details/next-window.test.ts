import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nextOpening } from './next-window'

/** A Thursday, 12:00 in Beijing. */
const NOON = Date.parse('2026-11-26T12:00:00+08:00')

function windowOf(days: Record<number, string[]>, utcOffsetMinutes = 480) {
  return { instanceId: 'cdb-1', utcOffsetMinutes, days: Array.from({ length: 7 }, (_, day) => days[day] ?? []) }
}

describe('nextOpening', () => {
  it('finds the next opening on the wall clock of the cloud', () => {
    expect(nextOpening(windowOf({ 3: ['18:00-20:00'] }), NOON)).toEqual({
      opensAt: '2026-11-26T10:00:00Z',
      closesAt: '2026-11-26T12:00:00Z',
      isOpen: false,
    })
  })

  it('says so where it is open, and goes on to the next day once it has closed', () => {
    expect(nextOpening(windowOf({ 3: ['11:00-13:00'] }), NOON)?.isOpen).toBe(true)
    expect(nextOpening(windowOf({ 3: ['09:00-12:00'], 4: ['09:00-12:00'] }), NOON)?.opensAt).toBe(
      '2026-11-27T01:00:00Z',
    )
  })

  it('takes the first of several, over days without any, and a week on where only today has one that is over', () => {
    expect(nextOpening(windowOf({ 0: ['21:30-22:00', '18:00-20:00'] }), NOON)?.opensAt).toBe('2026-11-30T10:00:00Z')
    expect(nextOpening(windowOf({ 3: ['09:00-10:00'] }), NOON)?.opensAt).toBe('2026-12-03T01:00:00Z')
  })

  it('lets one that began yesterday run over midnight', () => {
    const night = Date.parse('2026-11-26T01:00:00+08:00')
    expect(nextOpening(windowOf({ 2: ['23:00-02:00'] }), night)).toEqual({
      opensAt: '2026-11-25T15:00:00Z',
      closesAt: '2026-11-25T18:00:00Z',
      isOpen: true,
    })
  })

  it('is null where no window can be read', () => {
    expect(
      nextOpening(windowOf({ 3: ['soon', '25', '25:99-99:00', '24:00-25:00', '10:60-11:00', '10:00-10:00'] }), NOON),
    ).toBeNull()
    expect(nextOpening(windowOf({ 3: ['22:00-24:00'] }), NOON)?.closesAt).toBe('2026-11-26T16:00:00Z')
  })

  it('never opens after it closes, nor closes in the past, whatever the spans', () => {
    const pad = (n: number) => String(n).padStart(2, '0')
    const clock = fc
      .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
      .map((t) => t.map(pad).join(':'))
    const days = fc.array(
      fc.array(
        fc.tuple(clock, clock).map((ends) => ends.join('-')),
        { maxLength: 3 },
      ),
      {
        minLength: 7,
        maxLength: 7,
      },
    )
    fc.assert(
      fc.property(days, fc.integer({ min: -720, max: 840 }), fc.nat(10 ** 9), (spans, offset, later) => {
        const now = NOON + later * 1_000
        const opening = nextOpening({ instanceId: 'a', days: spans, utcOffsetMinutes: offset }, now)
        if (!opening) {
          expect(spans.flat().filter((span) => span.slice(0, 5) !== span.slice(6))).toEqual([])
          return
        }
        expect(Date.parse(opening.opensAt)).toBeLessThanOrEqual(Date.parse(opening.closesAt))
        expect(Date.parse(opening.closesAt)).toBeGreaterThan(now - 1_000)
        expect(opening.isOpen).toBe(Date.parse(opening.opensAt) <= now)
      }),
      { examples: [[Array.from({ length: 7 }, () => []), 0, 0]] },
    )
  })
})
