'use client'

import type { FocusEvent, KeyboardEvent, PointerEvent } from 'react'
import type { Histogram } from '@/lib/tasks/tasks-page'
import { type BarSpan, barAt, barCount } from './chart-geometry'
import { headOf, type Marked, markAt, spanOf } from './marked-bars'

interface Marking {
  histogram: Histogram
  marked: Marked | null
  onMark: (marked: Marked | null) => void
  onApply: (span: BarSpan) => void
}

/** Bars are marked by pointing, dragging or the arrow keys; a release or Enter applies, Escape and leaving forget. */
export function useMarking({ histogram, marked, onMark, onApply }: Marking) {
  const bars = barCount(histogram)

  function apply(chosen: Marked) {
    onMark(null)
    onApply(spanOf(chosen, histogram))
  }

  function barUnder({ currentTarget, clientX }: PointerEvent) {
    const { left, width } = currentTarget.getBoundingClientRect()
    return barAt((clientX - left) / width, bars)
  }

  const dragged = (event: PointerEvent, { anchorMs }: Marked) => markAt(barUnder(event), 'drag', histogram, anchorMs)

  return {
    onPointerDown(event: PointerEvent) {
      if (event.button !== 0) return
      event.currentTarget.setPointerCapture(event.pointerId)
      onMark(markAt(barUnder(event), 'drag', histogram))
    },
    onPointerMove(event: PointerEvent) {
      if (marked?.by === 'drag') onMark(dragged(event, marked))
      // What the keys have marked is not lost to a pointer that passes by.
      else if (marked?.by !== 'keys' && event.buttons === 0) onMark(markAt(barUnder(event), 'hover', histogram))
    },
    onPointerUp(event: PointerEvent) {
      if (marked?.by === 'drag') apply(dragged(event, marked))
    },
    onPointerCancel: () => onMark(null),
    onPointerLeave() {
      if (marked?.by === 'hover') onMark(null)
    },
    onFocus({ currentTarget }: FocusEvent) {
      if (!marked && currentTarget.matches(':focus-visible')) onMark(markAt(bars - 1, 'keys', histogram))
    },
    onBlur: () => onMark(null),
    onKeyDown(event: KeyboardEvent) {
      const { key, shiftKey } = event
      if (event.altKey || event.ctrlKey || event.metaKey) return
      if (key === 'Enter' && marked) apply(marked)
      else if (key === 'Escape' && marked) onMark(null)
      else {
        const from = marked ? headOf(marked, histogram) : bars
        const to = { ArrowLeft: from - 1, ArrowRight: from + 1, Home: 0, End: bars - 1 }[key]
        if (to === undefined) return
        onMark(markAt(Math.min(bars - 1, Math.max(0, to)), 'keys', histogram, shiftKey ? marked?.anchorMs : undefined))
      }
      event.preventDefault()
      event.stopPropagation()
    },
  }
}
