import { expect, it } from 'vitest'
import type { Histogram } from '@/lib/tasks/tasks-page'
import { headOf, markAt, spanOf } from './marked-bars'

const BARS = [0, 0, 0, 0, 0]
const histogram: Histogram = {
  from: '2026-03-01T00:00:00Z',
  stepSeconds: 60,
  counts: { failed: BARS, active: BARS, succeeded: BARS, other: BARS },
}

it('a mark spans from its anchor to its head, in whichever order', () => {
  const anchor = markAt(3, 'keys', histogram)
  expect(spanOf(anchor, histogram)).toEqual({ first: 3, last: 3 })
  const marked = markAt(1, 'keys', histogram, anchor.anchorMs)
  expect(spanOf(marked, histogram)).toEqual({ first: 1, last: 3 })
  expect(headOf(marked, histogram)).toBe(1)
})

it('a mark stays on its time when a refresh moves the bars, and on the outermost bar when its own is gone', () => {
  const marked = markAt(1, 'drag', histogram, markAt(2, 'drag', histogram).anchorMs)
  expect(spanOf(marked, { ...histogram, from: '2026-03-01T00:01:00Z' })).toEqual({ first: 0, last: 1 })
  expect(spanOf(marked, { ...histogram, from: '2026-03-01T00:09:00Z' })).toEqual({ first: 0, last: 0 })
  expect(spanOf(marked, { ...histogram, from: '2026-03-01T00:00:00Z', stepSeconds: 120 })).toEqual({
    first: 0,
    last: 1,
  })
})
