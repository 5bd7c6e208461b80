import { type Outcome, outcomes } from '@/lib/tasks/outcome'
import type { StartRange } from '@/lib/tasks/start-window'
import { toUtcText } from '@/lib/tasks/task-time'
import type { Histogram } from '@/lib/tasks/tasks-page'

/** The chart is as many units wide as it has bars, and this high. */
export const CHART_HEIGHT = 64

/** What is there is seen, however small beside the greatest bar. */
const LEAST_HEIGHT = 2
const GAP = 0.14
/** One bar alone is no wall. */
const WIDEST_OF_CHART = 1 / 16

/** Bars from one to another, both among them. */
export interface BarSpan {
  first: number
  last: number
}

export function barCount({ counts }: Histogram): number {
  return counts.failed.length
}

/** What the bars of a span count together. */
export function countsOf({ counts }: Histogram, { first, last }: BarSpan): Record<Outcome, number> {
  const sum = (outcome: Outcome) => counts[outcome].slice(first, last + 1).reduce((total, count) => total + count, 0)
  return { failed: sum('failed'), active: sum('active'), succeeded: sum('succeeded'), other: sum('other') }
}

/** The count of the highest bar. */
export function greatestCount(histogram: Histogram): number {
  return Math.max(0, ...histogram.counts.failed.map((_, bar) => totalOf(histogram, bar)))
}

/** One SVG path for each outcome, stacked in their order from the bottom. */
export function outcomePaths(histogram: Histogram): Record<Outcome, string> {
  const bars = barCount(histogram)
  const greatest = greatestCount(histogram)
  const width = Math.min(1 - GAP, bars * WIDEST_OF_CHART)
  const paths = { failed: '', active: '', succeeded: '', other: '' }
  for (let bar = 0; bar < bars; bar++) {
    let bottom = CHART_HEIGHT
    for (const [index, height] of segmentHeights(histogram, bar, greatest).entries()) {
      const outcome = outcomes[index]
      if (outcome && height > 0) {
        paths[outcome] +=
          `M${round(bar + (1 - width) / 2)} ${round(bottom)}v-${round(height)}h${round(width)}v${round(height)}z`
      }
      bottom -= height
    }
  }
  return paths
}

/** Which bar stands at a part, 0 to 1, of the chart's width; beyond its ends the outermost. */
export function barAt(part: number, bars: number): number {
  return Math.min(bars - 1, Math.max(0, Math.floor(part * bars)))
}

/** When a span begins and the second after it ends, in epoch milliseconds; never beyond the range that was counted. */
export function boundsOf(
  histogram: Histogram,
  { first, last }: BarSpan,
  range: StartRange,
): { from: number; end: number } {
  const start = Date.parse(histogram.from)
  const stepMs = histogram.stepSeconds * 1_000
  const begin = start + first * stepMs
  const end = start + (last + 1) * stepMs
  const from = Math.min(Math.max(begin, range.from ?? begin), end - 1_000)
  return { from, end: Math.max(Math.min(end, range.to + 1_000), from + 1_000) }
}

/** The same as the address writes it: both ends are seconds of the range. */
export function toRange({ from, end }: { from: number; end: number }): { from: string; to: string } {
  return { from: toUtcText(from), to: toUtcText(end - 1_000) }
}

function segmentHeights(histogram: Histogram, bar: number, greatest: number): number[] {
  const heights = outcomes.map((outcome) => {
    const count = histogram.counts[outcome][bar] ?? 0
    return count === 0 ? 0 : Math.max(LEAST_HEIGHT, (count / greatest) * CHART_HEIGHT)
  })
  // What the small ones were given, the tallest gives back.
  const excess = heights.reduce((sum, height) => sum + height, 0) - CHART_HEIGHT
  const tallest = heights.indexOf(Math.max(...heights))
  return heights.map((height, index) => (index === tallest && excess > 0 ? height - excess : height))
}

function totalOf({ counts }: Histogram, bar: number): number {
  return outcomes.reduce((sum, outcome) => sum + (counts[outcome][bar] ?? 0), 0)
}

function round(value: number): number {
  return Math.round(value * 100) / 100
}
