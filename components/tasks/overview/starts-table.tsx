'use client'

import { useTranslations } from 'next-intl'
import { outcomes } from '@/lib/tasks/outcome'
import type { Histogram } from '@/lib/tasks/tasks-page'
import { useFormats } from '../formats'
import { type BarSpan, barCount, countsOf } from './chart-geometry'
import { useOutcomeLabel } from './use-outcome-label'

interface StartsTableProps {
  histogram: Histogram
  timeOf: (span: BarSpan) => string
  onApply: (span: BarSpan) => void
}

/** What the bars show, as rows. */
export function StartsTable({ histogram, timeOf, onApply }: StartsTableProps) {
  const t = useTranslations('overview')
  const zones = useTranslations('settings')
  const { zone, number } = useFormats()
  const label = useOutcomeLabel()
  const bars = Array.from({ length: barCount(histogram) }, (_, bar) => ({ first: bar, last: bar }))

  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard.
    <section aria-label={t('tableRegion')} tabIndex={0} className="mb-1 max-h-48 overflow-auto">
      <table className="border-separate border-spacing-0 text-[0.8125rem] [&_td]:px-3 [&_td]:text-right [&_th]:px-3">
        <caption className="sr-only">{t('caption')}</caption>
        <thead className="sticky top-0 bg-surface text-ink-soft text-xs [&_th]:border-line [&_th]:border-b [&_th]:py-1 [&_th]:font-medium">
          <tr>
            <th scope="col" className="text-left">
              {t('time', { zone: zones(zone) })}
            </th>
            {outcomes.map((outcome) => (
              <th key={outcome} scope="col" className="text-right">
                {label(outcome)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {bars.toReversed().map((bar) => {
            const counts = countsOf(histogram, bar)
            return (
              <tr key={bar.first} className="hover:bg-hover">
                <th scope="row" className="text-left font-normal">
                  <button
                    type="button"
                    className="min-h-6 whitespace-nowrap text-accent hover:underline"
                    onClick={() => onApply(bar)}
                  >
                    {timeOf(bar)}
                  </button>
                </th>
                {outcomes.map((outcome) => (
                  <td key={outcome} className={counts[outcome] === 0 ? 'text-ink-faint' : undefined}>
                    {number(counts[outcome])}
                  </td>
                ))}
              </tr>
            )
          })}
        </tbody>
      </table>
    </section>
  )
}
