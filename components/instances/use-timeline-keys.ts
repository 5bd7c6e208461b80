'use client'

import { type RefObject, useEffect, useRef } from 'react'
import { useSingleKeys } from '@/components/tasks/use-single-keys'
import type { ShownSpan } from './use-shown-span'

export const ZOOM_STEP = 2

const WHEEL_STEP = 1.2

/** Zoom by `+`, `−` and `0` anywhere on the page, and by Ctrl and the wheel over the timeline. */
export function useTimelineKeys(
  scroller: RefObject<HTMLElement | null>,
  drawing: RefObject<SVGSVGElement | null>,
  { span, zoom, wheel }: ShownSpan,
  focusedMs: () => number | undefined,
  reset: () => void,
) {
  const closer = () => zoom(1 / ZOOM_STEP, focusedMs())
  useSingleKeys({ '+': closer, '=': closer, '-': () => zoom(ZOOM_STEP, focusedMs()), '0': reset })

  const latest = useRef(span)
  latest.current = span
  useEffect(() => {
    const element = scroller.current
    function onWheel(event: WheelEvent) {
      const box = drawing.current?.getBoundingClientRect()
      if (!event.ctrlKey || event.deltaY === 0 || !box) return
      // Else the browser zooms the whole page.
      event.preventDefault()
      const { fromMs, toMs } = latest.current
      const share = Math.min(1, Math.max(0, (event.clientX - box.left) / box.width))
      wheel(event.deltaY < 0 ? 1 / WHEEL_STEP : WHEEL_STEP, fromMs + (toMs - fromMs) * share)
    }
    element?.addEventListener('wheel', onWheel, { passive: false })
    return () => element?.removeEventListener('wheel', onWheel)
  }, [scroller, drawing, wheel])
}
