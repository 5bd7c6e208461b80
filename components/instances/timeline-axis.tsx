'use client'

import { useTranslations } from 'next-intl'
import { type KeyboardEvent, type PointerEvent, useRef, useState } from 'react'
import type { Tick } from '@/lib/tasks/time-ticks'
import { percentAt, type TimeSpan } from '@/lib/tasks/timeline'
import { brushed } from '@/lib/tasks/timeline-span'
import type { ShownSpan } from './use-shown-span'

const PAN_SHARE = 0.25

/** The clock above the bars: a stroke over it shows that stretch, arrows move along. */
export function TimelineAxis({ ticks, shown: { span, show, pan } }: { ticks: Tick[]; shown: ShownSpan }) {
  const t = useTranslations('instance')
  const drawing = useRef<SVGSVGElement>(null)
  const [stroke, setStroke] = useState<TimeSpan | null>(null)

  function momentAt({ clientX }: PointerEvent): number {
    const { left, width } = drawing.current?.getBoundingClientRect() ?? { left: 0, width: 1 }
    const share = Math.min(1, Math.max(0, (clientX - left) / width))
    return span.fromMs + (span.toMs - span.fromMs) * share
  }

  function begin(event: PointerEvent) {
    // A finger on it scrolls.
    if (event.pointerType === 'touch' || event.button !== 0) return
    event.currentTarget.setPointerCapture(event.pointerId)
    setStroke({ fromMs: momentAt(event), toMs: momentAt(event) })
  }

  function end() {
    const chosen = stroke && brushed(stroke.fromMs, stroke.toMs, span)
    setStroke(null)
    if (chosen) show(chosen)
  }

  function onKey(event: KeyboardEvent) {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') {
      if (event.key === 'Escape') setStroke(null)
      return
    }
    event.preventDefault()
    pan(event.key === 'ArrowLeft' ? -PAN_SHARE : PAN_SHARE)
  }

  const [one, other] = stroke ? [percentAt(stroke.fromMs, span), percentAt(stroke.toMs, span)] : [0, 0]
  return (
    // biome-ignore lint/a11y/useSemanticElements: no element is an axis.
    <div
      role="group"
      aria-label={t('axis')}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: arrow keys move along it.
      tabIndex={0}
      className="-ml-2 -mr-8 sticky top-0 z-10 cursor-crosshair select-none border-line border-b bg-surface pr-8 pl-2 focus-visible:outline-offset-[-2px]"
      onKeyDown={onKey}
      onPointerDown={begin}
      onPointerMove={(event) => stroke && setStroke({ ...stroke, toMs: momentAt(event) })}
      onPointerUp={end}
      onPointerCancel={() => setStroke(null)}
    >
      <svg ref={drawing} width="100%" height="34" className="block overflow-visible" aria-hidden="true">
        {stroke && (
          <rect
            x={`${Math.min(one, other)}%`}
            width={`${Math.abs(one - other)}%`}
            height="34"
            className="fill-accent-soft stroke-accent"
          />
        )}
        {ticks.map(({ atMs, label, heading }) => (
          <svg key={atMs} x={`${percentAt(atMs, span)}%`} className="overflow-visible" aria-hidden="true">
            <line y1="4" y2="34" className="stroke-line" />
            <text x="5" y="14" className="fill-ink-faint text-[0.6875rem]">
              {heading}
            </text>
            <text x="5" y="28" className="fill-ink-soft text-[0.6875rem]">
              {label}
            </text>
          </svg>
        ))}
      </svg>
    </div>
  )
}
