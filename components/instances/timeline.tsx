'use client'

import { useTranslations } from 'next-intl'
import { type KeyboardEvent, type ReactNode, useEffect, useMemo, useRef, useState } from 'react'
import { focusRowLink } from '@/components/data-table/data-table'
import { useFormats } from '@/components/tasks/formats'
import { zoneOffsets } from '@/lib/format/date-time'
import { newestStartFirst } from '@/lib/tasks/newest-start-first'
import type { Task } from '@/lib/tasks/task'
import { ticksOf } from '@/lib/tasks/time-ticks'
import { layOut, percentAt } from '@/lib/tasks/timeline'
import { TimelineAxis } from './timeline-axis'
import { EVENT_LANE_PX, LANE_PX, TimelineBar } from './timeline-bar'
import { TimelineTools } from './timeline-tools'
import type { ShownSpan } from './use-shown-span'
import { useTimelineKeys } from './use-timeline-keys'

interface TimelineProps {
  tasks: Task[]
  shown: ShownSpan
  nowMs: number
  selectedKey: string | null
  addressOf: (task: Task) => string
  onOpen: (task: Task) => void
  onReset: () => void
  /** What stands between the clock and the bars, over so many pixels of them. */
  lane: (belowPx: number) => ReactNode
}

const MOST_TICKS = 9

/** What ran when: a lane for each that ran at once. The table below it says the same in words. */
export function Timeline({ tasks, shown, nowMs, selectedKey, addressOf, onOpen, onReset, lane }: TimelineProps) {
  const t = useTranslations('instance')
  const { zone } = useFormats()
  const { span } = shown
  const scroller = useRef<HTMLElement>(null)
  const drawing = useRef<SVGSVGElement>(null)
  const [current, setCurrent] = useState<string | null>(null)
  const newestFirst = useMemo(() => tasks.toSorted(newestStartFirst), [tasks])
  const { bars, laneCount, unplaced } = useMemo(() => layOut(newestFirst, span, nowMs), [newestFirst, span, nowMs])
  const ticks = useMemo(() => ticksOf(span, zoneOffsets[zone], MOST_TICKS), [span, zone])
  const heightPx = Math.max(1, laneCount) * LANE_PX + 8
  const tabStop = bars.find(({ task }) => task.key === current) ?? bars[0]

  useTimelineKeys(scroller, drawing, shown, () => focusedStart(), onReset)
  useEffect(() => {
    // Where it is narrow, the newest stand in sight.
    const element = scroller.current
    if (element) element.scrollLeft = element.scrollWidth
  }, [])

  function focusedStart(): number | undefined {
    const key = document.activeElement?.closest('[data-row]')?.getAttribute('data-row')
    const bar = bars.find(({ task }) => task.key === key)
    return bar && Math.max(bar.run.fromMs, span.fromMs)
  }

  function moveAlongBars(event: KeyboardEvent<SVGSVGElement>) {
    const step = STEPS[event.key]
    if (step === undefined || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    focusRowLink(event.currentTarget, step)
  }

  return (
    <div className="border-line border-b">
      <TimelineTools shown={shown} onReset={onReset} />
      <section
        ref={scroller}
        aria-label={t('timeline', { count: bars.length })}
        className="max-h-[24.25rem] scroll-pt-12 overflow-auto overscroll-x-contain"
      >
        <div className="w-full min-w-[62.5rem] pr-8 pl-2">
          <TimelineAxis ticks={ticks} shown={shown} />
          {/* What comes later finds its place. */}
          <div className="relative h-6">{lane(heightPx)}</div>
          <svg
            ref={drawing}
            data-rows
            width="100%"
            height={heightPx}
            className="block overflow-visible"
            onKeyDown={moveAlongBars}
          >
            <title>{t('drawing')}</title>
            {ticks.map(({ atMs }) => {
              const x = `${percentAt(atMs, span)}%`
              return <line key={atMs} x1={x} x2={x} y1={-EVENT_LANE_PX} y2="100%" className="stroke-line" />
            })}
            {nowMs >= span.fromMs && nowMs <= span.toMs && <Now x={percentAt(nowMs, span)} />}
            {bars.map((bar) => (
              <TimelineBar
                key={bar.task.key}
                bar={bar}
                span={span}
                address={addressOf(bar.task)}
                selected={bar.task.key === selectedKey}
                tabStop={bar === tabStop}
                onFocus={setCurrent}
                onOpen={onOpen}
              />
            ))}
          </svg>
        </div>
      </section>
      {unplaced.length > 0 && (
        <p className="px-3 pb-2 text-pending text-xs">{t('unplaced', { count: unplaced.length })}</p>
      )}
    </div>
  )
}

/** Rows are drawn newest first, so that `j` goes back in time here as it does in the table. */
const STEPS: Record<string, 1 | -1> = { ArrowLeft: 1, ArrowDown: 1, ArrowRight: -1, ArrowUp: -1 }

function Now({ x }: { x: number }) {
  return (
    <line x1={`${x}%`} x2={`${x}%`} y1={-EVENT_LANE_PX} y2="100%" className="stroke-accent" strokeDasharray="3 3" />
  )
}
