import type { Histogram } from '@/lib/tasks/tasks-page'
import { type BarSpan, barAt, barCount } from './chart-geometry'

/** The bars under a pointer or the keys. Kept as times, so that a refresh, which moves the bars, does not move the mark. */
export interface Marked {
  anchorMs: number
  headMs: number
  by: 'hover' | 'drag' | 'keys'
}

/** The mark on one bar or, with an anchor, from there to it. */
export function markAt(bar: number, by: Marked['by'], { from, stepSeconds }: Histogram, anchorMs?: number): Marked {
  const headMs = Date.parse(from) + bar * stepSeconds * 1_000
  return { anchorMs: anchorMs ?? headMs, headMs, by }
}

/** The bar that the mark moves with. */
export function headOf({ headMs }: Marked, histogram: Histogram): number {
  return barOf(headMs, histogram)
}

export function spanOf({ anchorMs, headMs }: Marked, histogram: Histogram): BarSpan {
  return {
    first: barOf(Math.min(anchorMs, headMs), histogram),
    last: barOf(Math.max(anchorMs, headMs), histogram),
  }
}

function barOf(epochMs: number, histogram: Histogram): number {
  const bars = barCount(histogram)
  return barAt((epochMs - Date.parse(histogram.from)) / (bars * histogram.stepSeconds * 1_000), bars)
}
