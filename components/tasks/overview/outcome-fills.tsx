import type { Outcome } from '@/lib/tasks/outcome'

/** Opaque, so that the mark behind the bars does not shine through. */
export const OUTCOME_FILLS = {
  failed: 'fill-negative',
  active: 'fill-active',
  succeeded: 'fill-[color-mix(in_oklch,var(--positive)_66%,var(--surface))]',
  other: 'fill-[color-mix(in_oklch,var(--neutral)_60%,var(--surface))]',
} as const satisfies Record<Outcome, string>

/** Strokes over what failed, which without colour would be one dark bar among others. */
export function Hatch({ id }: { id: string }) {
  return (
    <defs>
      <pattern id={id} width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <path d="M2.5 0v5" className="stroke-surface" strokeWidth="0.9" />
      </pattern>
    </defs>
  )
}
