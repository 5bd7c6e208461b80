'use client'

import { useId } from 'react'
import { type Outcome, outcomes } from '@/lib/tasks/outcome'
import { useFormats } from '../formats'
import { Hatch, OUTCOME_FILLS } from './outcome-fills'
import { useOutcomeLabel } from './use-outcome-label'

interface OutcomeCountsProps {
  counts: Record<Outcome, number>
  /** Of the whole chart: what is nowhere in it needs no explaining. */
  drawn: Record<Outcome, number>
}

/** What the fills of the chart mean, and how many of each the marked bars count. */
export function OutcomeCounts({ counts, drawn }: OutcomeCountsProps) {
  const { number } = useFormats()
  const label = useOutcomeLabel()
  return outcomes
    .filter((outcome) => outcome !== 'other' || drawn.other > 0)
    .map((outcome) => (
      <span key={outcome} className="inline-flex items-center gap-1.5 whitespace-nowrap text-ink-soft">
        <Swatch outcome={outcome} />
        {label(outcome)}{' '}
        <span className={counts[outcome] === 0 ? 'text-ink-faint' : 'font-semibold text-ink'}>
          {number(counts[outcome])}
        </span>
      </span>
    ))
}

function Swatch({ outcome }: { outcome: Outcome }) {
  const hatch = useId()
  return (
    <svg className="size-2.5" aria-hidden="true">
      <rect width="100%" height="100%" className={OUTCOME_FILLS[outcome]} />
      {outcome === 'failed' && (
        <>
          <Hatch id={hatch} />
          <rect width="100%" height="100%" fill={`url(#${hatch})`} />
        </>
      )}
    </svg>
  )
}
