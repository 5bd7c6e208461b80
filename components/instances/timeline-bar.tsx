'use client'

import { memo } from 'react'
import { useFormats } from '@/components/tasks/formats'
import { Icon } from '@/components/ui/icon'
import { visibleControls } from '@/components/ui/long-text'
import { toneIcon } from '@/components/ui/tone-mark'
import type { Task } from '@/lib/tasks/task'
import { statusTone } from '@/lib/tasks/task-status'
import type { Bar, TimeSpan } from '@/lib/tasks/timeline'
import type { Tone } from '@/lib/tone'
import { useRunWords } from './use-run-words'

/** A target's height, and what keeps it apart from the next. */
export const LANE_PX = 28
/** Above the bars, for what happened beside them. */
export const EVENT_LANE_PX = 24
const BAR_PX = 24

const LOOKS: Record<Tone, { fill: string; line: string; text: string; edge: string }> = {
  positive: { fill: 'fill-positive-soft', line: 'stroke-positive', text: 'text-positive', edge: 'fill-positive' },
  negative: { fill: 'fill-negative-soft', line: 'stroke-negative', text: 'text-negative', edge: 'fill-negative' },
  active: { fill: 'fill-active-soft', line: 'stroke-active', text: 'text-active', edge: 'fill-active' },
  pending: { fill: 'fill-pending-soft', line: 'stroke-pending', text: 'text-pending', edge: 'fill-pending' },
  neutral: { fill: 'fill-neutral-soft', line: 'stroke-neutral', text: 'text-neutral', edge: 'fill-neutral' },
}

interface TimelineBarProps {
  bar: Bar
  span: TimeSpan
  address: string
  selected: boolean
  /** The one bar that Tab stops at; the others are reached from it. */
  tabStop: boolean
  onFocus: (key: string) => void
  onOpen: (task: Task) => void
}

export const TimelineBar = memo(function TimelineBar({
  bar: { task, run, lane, x, width, narrow, wordy, cutAtStart, cutAtEnd },
  span,
  address,
  selected,
  tabStop,
  onFocus,
  onOpen,
}: TimelineBarProps) {
  const { status, type } = useFormats()
  const words = useRunWords(span)
  const { fill, line, text, edge } = LOOKS[statusTone(task.status)]
  const name = [status(task), type(task), task.jobId, words(run)]
    .map((part) => visibleControls(part.slice(0, 60)))
    .join(' · ')
  const drawnWidth = `${width}%`

  return (
    // Its own corner: what is inside is measured from the start of the task, in percent of the whole width.
    <svg role="presentation" data-row={task.key} x={`${x}%`} y={lane * LANE_PX + 4} className="overflow-visible">
      <a
        data-row-link
        href={address}
        aria-label={name}
        tabIndex={tabStop ? 0 : -1}
        className="group outline-none"
        onFocus={() => onFocus(task.key)}
        onClick={(event) => {
          if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey || event.button !== 0) return
          event.preventDefault()
          onOpen(task)
        }}
      >
        <title>{name}</title>
        <rect
          width={drawnWidth}
          height={BAR_PX}
          rx="3"
          className={`${fill} ${narrow ? '' : line} ${run.open ? '[stroke-dasharray:4_3]' : ''} stroke-[0.75]`}
        />
        {!cutAtStart && <rect width="3" height={BAR_PX} rx="1" className={edge} />}
        {cutAtStart && <Arrow d="M-2 7l-5 5 5 5" look={line} />}
        {(run.open || cutAtEnd) && (
          <svg x={narrow ? BAR_PX - 2 : drawnWidth} className="overflow-visible" aria-hidden="true">
            <Arrow d="M3 7l5 5-5 5" look={line} />
          </svg>
        )}
        {wordy && (
          <svg width={drawnWidth} height={BAR_PX} aria-hidden="true">
            <text x="22" y="16" className="fill-ink text-[0.75rem]">
              {visibleControls(`${type(task).slice(0, 60)} · ${task.jobId.slice(0, 40)}`)}
            </text>
          </svg>
        )}
        <Icon name={toneIcon(statusTone(task.status))} className={text} at={{ x: 6, y: 6, width: 12, height: 12 }} />
        {/* What can be pressed, and the ring around it: never less than a target. */}
        <rect
          width={narrow ? BAR_PX : drawnWidth}
          height={BAR_PX}
          rx="3"
          className={`fill-transparent stroke-2 hover:stroke-line-strong group-focus-visible:stroke-accent ${selected ? 'stroke-accent' : ''}`}
        />
      </a>
    </svg>
  )
})

function Arrow({ d, look }: { d: string; look: string }) {
  return <path d={d} className={`fill-none ${look} stroke-2`} />
}
