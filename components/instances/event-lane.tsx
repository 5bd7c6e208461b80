'use client'

import { useTranslations } from 'next-intl'
import { useMemo } from 'react'
import type { EventsQuestion } from '@/lib/query/instance-events-query'
import { type EventMark, GLYPH_PX, markEvents } from '@/lib/tasks/event-marks'
import type { TimeSpan } from '@/lib/tasks/timeline'
import { EventGlyph } from './event-glyph'
import { EVENT_LANE_PX } from './timeline-bar'
import { useEventWords } from './use-event-words'
import { useInstanceEvents } from './use-instance-events'

interface EventLaneProps {
  question: EventsQuestion
  span: TimeSpan
  /** How high what stands below is: a line leads down through it. */
  belowPx: number
}

/** When something happened beside the tasks: a shape for each kind, and a number where several fall together. */
export function EventLane({ question, span, belowPx }: EventLaneProps) {
  const t = useTranslations('instance')
  const { events } = useInstanceEvents(question)
  const { marks } = useMemo(() => markEvents(events, span), [events, span])
  const titleOf = useEventWords()
  if (marks.length === 0) return null
  return (
    <svg role="img" aria-label={t('marks')} width="100%" height={EVENT_LANE_PX} className="block overflow-visible">
      {marks.map((mark) => (
        <Mark key={mark.fromMs} mark={mark} title={titleOf(mark.events)} belowPx={belowPx} />
      ))}
    </svg>
  )
}

function Mark({ mark: { x, counts, offsets }, title, belowPx }: { mark: EventMark; title: string; belowPx: number }) {
  const [left = 0] = offsets
  const right = (offsets.at(-1) ?? 0) + GLYPH_PX
  return (
    <svg x={`${x}%`} data-mark className="overflow-visible" role="presentation">
      <line
        y1={EVENT_LANE_PX}
        y2={EVENT_LANE_PX + belowPx}
        className="pointer-events-none stroke-line-strong"
        strokeDasharray="1 4"
      />
      <g>
        <title>{title}</title>
        <rect x={left} width={right - left} height={EVENT_LANE_PX} className="fill-transparent" />
        {counts.map(({ kind, count }, index) => (
          <g key={kind}>
            <EventGlyph kind={kind} at={{ x: offsets[index] ?? 0, y: 4 }} />
            {count > 1 && (
              <text x={(offsets[index] ?? 0) + GLYPH_PX} y="16" className="fill-ink-soft text-[0.6875rem]">
                {count}
              </text>
            )}
          </g>
        ))}
      </g>
    </svg>
  )
}
