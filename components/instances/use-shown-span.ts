'use client'

import { useCallback, useEffect, useRef, useState } from 'react'
import type { TaskSearch } from '@/lib/tasks/task-search'
import type { TimeSpan } from '@/lib/tasks/timeline'
import { panned, rangeOf, zoomed } from '@/lib/tasks/timeline-span'

export interface ShownSpan {
  span: TimeSpan
  /** Shows this span and writes it into the address. */
  show: (span: TimeSpan) => void
  /** Around a moment; where none is given, around now if that is in sight, else the middle. */
  zoom: (factor: number, aroundMs?: number) => void
  pan: (share: number) => void
  /** The zoom of a wheel, which comes in many small steps: the address follows once it rests. */
  wheel: (factor: number, aroundMs: number) => void
}

type Navigate = (change: Partial<TaskSearch>, mode?: 'push' | 'replace') => void

const REST_MS = 200

/** The span of the address, and how to move it: ahead of the address only while a wheel turns. */
export function useShownSpan(ofAddress: TimeSpan, nowMs: number, navigate: Navigate): ShownSpan {
  const [turning, setTurning] = useState<TimeSpan | null>(null)
  const span = turning ?? ofAddress
  const latest = useRef({ span, nowMs, navigate })
  latest.current = { span, nowMs, navigate }
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])

  const go = useCallback((next: TimeSpan, mode: 'push' | 'replace') => {
    clearTimeout(timer.current)
    setTurning(null)
    latest.current.navigate(rangeOf(next, latest.current.nowMs), mode)
  }, [])
  const show = useCallback((next: TimeSpan) => go(next, 'push'), [go])
  const zoom = useCallback(
    (factor: number, aroundMs?: number) => {
      const { span: from, nowMs: now } = latest.current
      const middle = from.toMs >= now ? from.toMs : (from.fromMs + from.toMs) / 2
      go(zoomed(from, factor, aroundMs ?? middle, now), 'push')
    },
    [go],
  )
  const pan = useCallback(
    (share: number) => go(panned(latest.current.span, share, latest.current.nowMs), 'replace'),
    [go],
  )
  const wheel = useCallback(
    (factor: number, aroundMs: number) => {
      const next = zoomed(latest.current.span, factor, aroundMs, latest.current.nowMs)
      latest.current.span = next
      setTurning(next)
      clearTimeout(timer.current)
      timer.current = setTimeout(() => go(next, 'replace'), REST_MS)
    },
    [go],
  )
  return { span, show, zoom, pan, wheel }
}
