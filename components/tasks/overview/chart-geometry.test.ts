import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { outcomes } from '@/lib/tasks/outcome'
import type { Histogram } from '@/lib/tasks/tasks-page'
import { barAt, boundsOf, CHART_HEIGHT, countsOf, greatestCount, outcomePaths, toRange } from './chart-geometry'

const OPEN = { from: null, to: Date.UTC(2026, 2, 2) }

function histogram(counts: Partial<Histogram['counts']>): Histogram {
  const bars = Math.max(...Object.values(counts).map((list) => list.length))
  const none = Array<number>(bars).fill(0)
  return {
    from: '2026-03-01T00:00:00Z',
    stepSeconds: 3_600,
    counts: { failed: none, active: none, succeeded: none, other: none, ...counts },
  }
}

/** Every rectangle of a path. */
function boxes(path: string) {
  const box = /M([\d.-]+) ([\d.-]+)v-([\d.]+)h([\d.]+)v\3z/g
  return [...path.matchAll(box)].map(([, x, bottom, height, width]) => ({
    x: Number(x),
    bottom: Number(bottom),
    height: Number(height),
    width: Number(width),
  }))
}

const anyCounts = fc.integer({ min: 1, max: 80 }).chain((bars) => {
  const list = fc.array(fc.oneof(fc.constant(0), fc.nat(9), fc.nat(20_000)), { minLength: bars, maxLength: bars })
  return fc.record({ failed: list, active: list, succeeded: list, other: list })
})

describe('the bars', () => {
  it('stand on what failed, and fill the height with the greatest', () => {
    const paths = outcomePaths(histogram({ failed: [1, 0], succeeded: [3, 2] }))
    expect(boxes(paths.failed)).toMatchObject([{ bottom: CHART_HEIGHT, height: 16 }])
    expect(boxes(paths.succeeded)).toMatchObject([
      { bottom: 48, height: 48 },
      { bottom: CHART_HEIGHT, height: 32 },
    ])
    expect(paths.active).toBe('')
  })

  it('show a single failure beside a spike of thousands, which gives the room', () => {
    const paths = outcomePaths(histogram({ failed: [0, 1, 1], succeeded: [0, 0, 20_000] }))
    expect(boxes(paths.failed).map(({ height }) => height)).toEqual([2, 2])
    expect(boxes(paths.succeeded).map(({ height }) => height)).toEqual([62])
  })

  it('are drawn for every count there is, inside the chart and in their own column, whatever the counts', () => {
    fc.assert(
      fc.property(anyCounts, (counts) => {
        const paths = outcomePaths(histogram(counts))
        for (const outcome of outcomes) {
          const drawn = boxes(paths[outcome])
          expect(drawn.map(({ x }) => Math.floor(x))).toEqual(
            counts[outcome].flatMap((count, bar) => (count > 0 ? [bar] : [])),
          )
          for (const { x, width, bottom, height } of drawn) {
            expect(Math.floor(x + width)).toBe(Math.floor(x))
            expect(height).toBeGreaterThanOrEqual(2)
            expect(bottom - height).toBeGreaterThanOrEqual(-0.02)
          }
        }
      }),
    )
  })

  it('are counted together over a span', () => {
    const some = histogram({ failed: [1, 2, 4], active: [0, 1, 0] })
    expect(countsOf(some, { first: 1, last: 2 })).toEqual({ failed: 6, active: 1, succeeded: 0, other: 0 })
    expect(greatestCount(some)).toBe(4)
  })
})

describe('a bar', () => {
  it('is found from where the pointer is, the outermost from beyond the ends', () => {
    expect([-0.1, 0, 0.24, 0.25, 0.999, 1, 1.4].map((part) => barAt(part, 4))).toEqual([0, 0, 0, 1, 3, 3, 3])
  })

  it('ends with its last second in the address', () => {
    const some = histogram({ failed: [1, 2, 4] })
    expect(toRange(boundsOf(some, { first: 1, last: 2 }, OPEN))).toEqual({
      from: '2026-03-01T01:00:00Z',
      to: '2026-03-01T02:59:59Z',
    })
  })

  it('never reaches beyond the range that was counted', () => {
    const some = histogram({ failed: [1, 2, 4] })
    const range = { from: Date.UTC(2026, 2, 1, 0, 20, 5), to: Date.UTC(2026, 2, 1, 2, 30) }
    expect(toRange(boundsOf(some, { first: 0, last: 0 }, range))).toEqual({
      from: '2026-03-01T00:20:05Z',
      to: '2026-03-01T00:59:59Z',
    })
    expect(toRange(boundsOf(some, { first: 2, last: 2 }, range))).toEqual({
      from: '2026-03-01T02:00:00Z',
      to: '2026-03-01T02:30:00Z',
    })
  })

  it('never ends before it starts, even where the range has moved on', () => {
    const some = histogram({ failed: [1, 2, 4] })
    for (const range of [
      { from: Date.UTC(2027, 0, 1), to: Date.UTC(2027, 0, 2) },
      { from: null, to: Date.UTC(2020, 0, 1) },
    ]) {
      const { from, end } = boundsOf(some, { first: 0, last: 0 }, range)
      expect(end).toBeGreaterThan(from)
    }
  })
})
