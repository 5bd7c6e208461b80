'use client'

import { useTranslations } from 'next-intl'
import { useId, useState } from 'react'
import { usePreferences } from '@/components/shell/preferences'
import { Button } from '@/components/ui/button'
import { Icon } from '@/components/ui/icon'
import { lazily } from '@/components/ui/lazily'
import { outcomes } from '@/lib/tasks/outcome'
import { resolveRange, startWindowOf } from '@/lib/tasks/start-window'
import type { TaskSearch } from '@/lib/tasks/task-search'
import { resolveTimeBound, toUtcText } from '@/lib/tasks/task-time'
import type { Histogram } from '@/lib/tasks/tasks-page'
import { useFormats } from '../formats'
import { type BarSpan, barCount, boundsOf, countsOf, toRange } from './chart-geometry'
import { type Marked, spanOf } from './marked-bars'
import { OutcomeCounts } from './outcome-counts'
import { StartsChart } from './starts-chart'
import { spanText } from './time-axis'

/** Who prefers it has it in the first HTML; its code is nobody else's. */
const StartsTable = lazily(() => import('./starts-table').then((module) => module.StartsTable))

interface StartsHistogramProps {
  /** Null draws nothing. */
  histogram: Histogram | null
  /** Those without a bar among them. */
  rowCount: number
  search: TaskSearch
  /** A range of the address counts back from here. */
  readAt: string
  onChange: (change: Pick<TaskSearch, 'from' | 'to' | 'at'>) => void
}

/** How many tasks started when, by outcome; a bar, or several, narrow the list to their time. */
export function StartsHistogram({ histogram, ...props }: StartsHistogramProps) {
  return histogram && barCount(histogram) > 0 ? <Starts histogram={histogram} {...props} /> : null
}

function Starts({ histogram, rowCount, search, readAt, onChange }: StartsHistogramProps & { histogram: Histogram }) {
  const t = useTranslations('overview')
  const zones = useTranslations('settings')
  const { zone, number } = useFormats()
  const { preferences, change } = usePreferences()
  const { startsFold, startsForm } = preferences
  const [marked, setMarked] = useState<Marked | null>(null)
  const id = useId()

  const unfolded = { wide: startsFold !== 'folded', narrow: startsFold === 'open' }
  // Which of the two widths it is, only the browser's styles know.
  const bodyLook = `${unfolded.wide ? '' : 'sm:hidden'} ${unfolded.narrow ? '' : 'max-sm:hidden'}`
  const all = { first: 0, last: barCount(histogram) - 1 }
  const span = marked ? spanOf(marked, histogram) : all
  const now = Date.parse(readAt)
  const range = resolveRange(startWindowOf(search), now)
  // A moment that moves on with the clock would soon lie after the range.
  const at = search.at === null ? null : toUtcText(resolveTimeBound(search.at, now))
  const onApply = (bars: BarSpan) => onChange({ ...toRange(boundsOf(histogram, bars, range)), at })
  const drawn = countsOf(histogram, all)
  const earlier = at === null ? 0 : rowCount - outcomes.reduce((sum, outcome) => sum + drawn[outcome], 0)
  function timeOf(bars: BarSpan) {
    const { from, end } = boundsOf(histogram, bars, range)
    return spanText(from, end, zone)
  }

  return (
    <section aria-labelledby={`${id}heading`} className="rounded-lg border border-line bg-surface px-3 py-1">
      <div className="flex flex-wrap items-center gap-x-4 text-xs">
        <h2 id={`${id}heading`} className="font-medium">
          {(['wide', 'narrow'] as const).map((width) => (
            <button
              key={width}
              type="button"
              aria-expanded={unfolded[width]}
              aria-controls={`${id}body`}
              onClick={() => change({ startsFold: unfolded[width] ? 'folded' : 'open' })}
              className={`-ml-1 inline-flex min-h-7 items-center gap-1.5 rounded-md px-1 hover:bg-hover ${width === 'wide' ? 'max-sm:hidden' : 'sm:hidden'}`}
            >
              <Icon name={unfolded[width] ? 'chevron' : 'right'} className="size-3 text-ink-faint" />
              {t('starts', { zone: zones(zone) })}
            </button>
          ))}
        </h2>
        <p
          className={`flex flex-wrap items-center gap-x-4 max-sm:order-last max-sm:basis-full max-sm:leading-6 ${bodyLook}`}
        >
          <span className="text-ink-soft max-sm:basis-full sm:min-w-60">{timeOf(span)}</span>
          <OutcomeCounts counts={countsOf(histogram, span)} drawn={drawn} />
          {earlier > 0 && <span className="text-ink-soft">{t('earlier', { count: number(earlier) })}</span>}
        </p>
        <p id={`${id}keys`} className={marked?.by === 'keys' ? 'text-ink-faint max-xl:sr-only' : 'sr-only'}>
          {t('keys')}
        </p>
        <span className={`-mr-1.5 ml-auto ${bodyLook}`}>
          <Button
            look="quiet"
            className="text-xs"
            onClick={() => change({ startsForm: startsForm === 'chart' ? 'table' : 'chart' })}
          >
            {t(startsForm === 'chart' ? 'asTable' : 'asChart')}
          </Button>
        </span>
      </div>
      <div id={`${id}body`} className={bodyLook}>
        {startsFold === 'folded' ? null : startsForm === 'chart' ? (
          <StartsChart
            histogram={histogram}
            marked={marked}
            timeOf={timeOf}
            keysId={`${id}keys`}
            onMark={setMarked}
            onApply={onApply}
          />
        ) : (
          <StartsTable histogram={histogram} timeOf={timeOf} onApply={onApply} />
        )}
      </div>
    </section>
  )
}
