'use client'

import { useTranslations } from 'next-intl'
import type { Change, Value } from '@/lib/tasks/payload-section'
import { useFormats } from '../formats'
import { useRatio } from './use-ratio'

/** “+1,000 MB ×2”: how much more or less the second has. */
export function DifferenceText({ change: { after, difference } }: { change: Change }) {
  const amount = useAmount()
  const ratio = useRatio()
  if (!difference || after.kind !== 'quantity') return null
  const times = difference.ratio === null || after.unit === 'percent' ? null : ratio(difference.ratio)
  return (
    <span className="inline-flex flex-wrap items-baseline gap-x-2 text-ink-soft text-xs">
      <span className="whitespace-nowrap">
        {difference.by > 0 ? '+' : '−'}
        {amount(Math.abs(difference.by), after.unit)}
      </span>
      {times !== null && <span>×{times}</span>}
    </span>
  )
}

function useAmount(): (amount: number, unit: Extract<Value, { kind: 'quantity' }>['unit']) => string {
  const t = useTranslations('compare')
  const { number, bytes, duration } = useFormats()
  return (amount, unit) => {
    if (unit === 'second') return duration(amount)
    if (unit === 'byte') return bytes(amount)
    // “−78%” would read as a part of the first.
    return unit === 'percent' ? t('points', { n: number(amount) }) : `${number(amount)} ${unit}`
  }
}
