'use client'

import { useTranslations } from 'next-intl'
import { memo, useId } from 'react'
import { outcomes } from '@/lib/tasks/outcome'
import type { Histogram } from '@/lib/tasks/tasks-page'
import { useFormats } from '../formats'
import { type BarSpan, barCount, CHART_HEIGHT, countsOf, greatestCount, outcomePaths } from './chart-geometry'
import { headOf, type Marked, spanOf } from './marked-bars'
import { Hatch, OUTCOME_FILLS } from './outcome-fills'
import { timeTicks } from './time-axis'
import { useMarking } from './use-marking'
import { useOutcomeLabel } from './use-outcome-label'

interface StartsChartProps {
  histogram: Histogram
  marked: Marked | null
  timeOf: (span: BarSpan) => string
  /** Of the text that names the keys. */
  keysId: string
  onMark: (marked: Marked | null) => void
  onApply: (span: BarSpan) => void
}

/** The bars as a slider: it stands on one of them, or spans several, and says what they count. */
export function StartsChart({ histogram, marked, timeOf, keysId, onMark, onApply }: StartsChartProps) {
  const t = useTranslations('overview')
  const { number } = useFormats()
  const label = useOutcomeLabel()
  const marking = useMarking({ histogram, marked, onMark, onApply })
  const bars = barCount(histogram)
  const head = marked ? headOf(marked, histogram) : bars - 1
  const span = marked ? spanOf(marked, histogram) : { first: head, last: head }
  const counts = countsOf(histogram, span)
  const words = outcomes.filter((name) => counts[name] > 0).map((name) => `${label(name)} ${number(counts[name])}`)

  return (
    <div className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-2 text-[0.6875rem] text-ink-faint leading-none">
      <span>
        <span className="sr-only">{t('most')} </span>
        {number(greatestCount(histogram))}
      </span>
      <div
        role="slider"
        tabIndex={0}
        aria-label={t('chart')}
        aria-describedby={keysId}
        aria-valuemin={1}
        aria-valuemax={bars}
        aria-valuenow={head + 1}
        aria-valuetext={`${timeOf(span)} · ${words.join(' · ') || t('none')}`}
        className="h-16 cursor-crosshair touch-pan-y select-none border-line border-y border-t-line/50"
        {...marking}
      >
        <svg className="block size-full" aria-hidden="true">
          {marked && (
            <svg viewBox={`0 0 ${bars} 1`} preserveAspectRatio="none" aria-hidden="true">
              <rect
                x={span.first}
                width={span.last - span.first + 1}
                height="1"
                vectorEffect="non-scaling-stroke"
                className={marked.by === 'hover' ? 'fill-hover' : 'fill-accent-soft stroke-accent'}
              />
            </svg>
          )}
          <Bars histogram={histogram} />
        </svg>
      </div>
      <TimeAxis histogram={histogram} />
    </div>
  )
}

/** One path for each outcome, stretched to the width there is; the hatch over what failed is not stretched. */
const Bars = memo(function Bars({ histogram }: { histogram: Histogram }) {
  const id = useId()
  const bars = barCount(histogram)
  const paths = outcomePaths(histogram)
  return (
    <>
      <svg viewBox={`0 0 ${bars} ${CHART_HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
        {outcomes.map((outcome) => (
          <path key={outcome} d={paths[outcome]} className={OUTCOME_FILLS[outcome]} />
        ))}
      </svg>
      {paths.failed !== '' && (
        <>
          <Hatch id={`${id}hatch`} />
          <clipPath id={`${id}failed`} clipPathUnits="objectBoundingBox">
            <path d={paths.failed} transform={`scale(${1 / bars} ${1 / CHART_HEIGHT})`} />
          </clipPath>
          <rect width="100%" height="100%" fill={`url(#${id}hatch)`} clipPath={`url(#${id}failed)`} />
        </>
      )}
    </>
  )
})

/** Round times of the chosen zone. */
const TimeAxis = memo(function TimeAxis({ histogram }: { histogram: Histogram }) {
  const { zone } = useFormats()
  const from = Date.parse(histogram.from)
  const ticks = timeTicks(from, from + barCount(histogram) * histogram.stepSeconds * 1_000, zone)
  return (
    <svg className="col-start-2 block h-4 w-full overflow-visible" aria-hidden="true">
      {ticks.map(({ part, label, minor }) => {
        const x = `${Math.round(part * 10_000) / 100}%`
        return (
          <g key={x} className={minor ? 'max-sm:hidden' : undefined}>
            <line x1={x} x2={x} y2="3" className="stroke-line-strong" />
            <text x={x} y="13" textAnchor="middle" className="fill-ink-faint">
              {label}
            </text>
          </g>
        )
      })}
    </svg>
  )
})
