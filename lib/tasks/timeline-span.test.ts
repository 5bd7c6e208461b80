import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readTimeBound, resolveTimeBound } from './task-time'
import { brushed, lookedBack, panned, rangeOf, spanOf, zoomed } from './timeline-span'

const now = Date.parse('2026-03-01T00:00:00Z')
const hour = 3_600_000
const span = { fromMs: now - 10 * hour, toMs: now - 6 * hour }

describe('what a range shows', () => {
  it('goes up to now where it has no end', () => {
    expect(spanOf({ from: '-24h', to: null }, now, [])).toEqual({ fromMs: now - 24 * hour, toMs: now })
  })

  it('is the range where it has both ends', () => {
    expect(spanOf({ from: '2026-02-28T12:00:00Z', to: '-1h' }, now, [])).toEqual({
      fromMs: now - 12 * hour,
      toMs: now - hour,
    })
  })

  it('begins with the first start where it is all time, and holds a start that the clock has not come to', () => {
    expect(spanOf({ from: 'all', to: null }, now, [now - 99 * hour, now + hour])).toEqual({
      fromMs: now - 99 * hour,
      toMs: now + hour,
    })
  })

  it('is never empty', () => {
    expect(spanOf({ from: 'all', to: null }, now, [])).toEqual({ fromMs: now - 60_000, toMs: now })
  })
})

describe('looking back', () => {
  it.each([
    ['-24h', '-192h'],
    ['-7d', '-14d'],
    ['-2w', '-3w'],
    ['-30m', '-10110m'],
    ['-99999m', '-99999m'],
    ['2026-03-01T00:00:00Z', '2026-02-22T00:00:00Z'],
    ['all', 'all'],
  ])('%s asks from %s', (from, asked) => {
    expect(lookedBack({ from, to: null }, now)).toEqual({ from: asked, to: null })
    expect(asked === 'all' || readTimeBound(asked) === asked).toBe(true)
  })
})

it('does not make sense of a range that ends before it starts by looking back', () => {
  const backward = { from: '-1h', to: '2026-02-28T12:00:00Z' }
  expect(lookedBack(backward, now)).toEqual(backward)
})

describe('the range of a span', () => {
  it('has no end once it reaches up to now', () => {
    expect(rangeOf({ fromMs: now - hour, toMs: now }, now)).toEqual({ from: '2026-02-28T23:00:00Z', to: null })
  })

  it('holds the span, in whole seconds', () => {
    expect(rangeOf({ fromMs: now - hour + 1, toMs: now - 1_500 }, now)).toEqual({
      from: '2026-02-28T23:00:00Z',
      to: '2026-02-28T23:59:59Z',
    })
  })
})

describe('zoom and pan', () => {
  it('keep the moment under the pointer where it is', () => {
    expect(zoomed(span, 0.5, now - 9 * hour, now)).toEqual({ fromMs: now - 9.5 * hour, toMs: now - 7.5 * hour })
  })

  it('move by a share of the length, and not beyond now', () => {
    expect(panned(span, -0.25, now)).toEqual({ fromMs: now - 11 * hour, toMs: now - 7 * hour })
    expect(panned(span, 5, now)).toEqual({ fromMs: now - 4 * hour, toMs: now })
  })

  it('always give a range that can stand in an address, in order and not beyond now', () => {
    const moves = fc.array(
      fc.oneof(
        fc.record({
          factor: fc.double({ min: 0.01, max: 100, noNaN: true }),
          around: fc.double({ min: 0, max: 1, noNaN: true }),
        }),
        fc.record({ share: fc.double({ min: -3, max: 3, noNaN: true }) }),
      ),
      { maxLength: 40 },
    )
    fc.assert(
      fc.property(moves, (all) => {
        let shown = span
        for (const move of all) {
          shown =
            'share' in move
              ? panned(shown, move.share, now)
              : zoomed(shown, move.factor, shown.fromMs + (shown.toMs - shown.fromMs) * move.around, now)
          expect(shown.toMs - shown.fromMs).toBeGreaterThan(59_999)
          expect(shown.toMs).toBeLessThanOrEqual(now + 1)
        }
        const { from, to } = rangeOf(shown, now)
        expect(readTimeBound(from)).toBe(from)
        expect(
          to === null || (readTimeBound(to) === to && resolveTimeBound(from, now) < resolveTimeBound(to, now)),
        ).toBe(true)
      }),
    )
  })
})

describe('a brush', () => {
  it('takes its two ends in either order, and stays within what is shown', () => {
    const stroke = { fromMs: now - 9 * hour, toMs: now - 6 * hour }
    expect(brushed(now - 9 * hour, now, span)).toEqual(stroke)
    expect(brushed(now, now - 9 * hour, span)).toEqual(stroke)
  })

  it('is none where the pointer hardly moved', () => {
    expect(brushed(now - 9 * hour, now - 9 * hour + 1_000, span)).toBeNull()
  })

  it('is a minute at least', () => {
    const short = { fromMs: now - 120_000, toMs: now }
    expect(brushed(now - 70_000, now - 50_000, short)).toEqual({ fromMs: now - 90_000, toMs: now - 30_000 })
  })
})
