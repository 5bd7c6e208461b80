import type { MarkKind } from '@/lib/tasks/event-marks'

const GLYPHS: Record<MarkKind, { path: string; look: string }> = {
  switch: { path: 'M3 5.5h9.5M10 3l2.5 2.5L10 8M13 10.5H3.5M6 8l-2.5 2.5L6 13', look: 'text-accent' },
  restart: { path: 'M13 8a5 5 0 1 1-1.5-3.6M13 2.5v3h-3', look: 'text-pending' },
  alarm: { path: 'M8 2.5 14.5 13.5h-13zM8 6.5v3.2M8 11.7v.1', look: 'text-negative' },
  parameter: { path: 'M2.5 5h5M10.5 5h3M9 3.2v3.6M2.5 11h3M8.5 11h5M7 9.2v3.6', look: 'text-ink-soft' },
}

interface EventGlyphProps {
  kind: MarkKind
  /** Inside another drawing: the corner there. */
  at?: { x: number; y: number }
}

/** The shape of a kind of event; the words stand beside it, or in the table. */
export function EventGlyph({ kind, at }: EventGlyphProps) {
  const { path, look } = GLYPHS[kind]
  return (
    <svg viewBox="0 0 16 16" width="16" height="16" className={`icon size-4 ${look}`} aria-hidden="true" {...at}>
      <path d={path} />
    </svg>
  )
}
