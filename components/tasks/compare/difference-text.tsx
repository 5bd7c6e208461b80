'use client'

import type { Change } from '@/lib/tasks/payload-section'
import { ValueText } from '../payload/value-text'
import { useRatio } from './use-ratio'

/** “+1,000 MB ×2”: how much more or less the second has. */
export function DifferenceText({ change: { after, difference } }: { change: Change }) {
  const ratio = useRatio()
  if (!difference || after.kind !== 'quantity') return null
  return (
    <span className="inline-flex flex-wrap items-baseline gap-x-2 text-ink-soft text-xs">
      <span className="whitespace-nowrap">
        {difference.by > 0 ? '+' : '−'}
        <ValueText value={{ ...after, amount: Math.abs(difference.by) }} />
      </span>
      {difference.ratio !== null && after.unit !== 'percent' && <span>×{ratio(difference.ratio)}</span>}
    </span>
  )
}
