import type { InstanceEvent } from './details/task-details'
import { isUtcTime } from './task'
import { LEAST_WIDTH_PX, percentAt, type TimeSpan } from './timeline'

/** Each has a shape of its own. */
export const markKinds = ['switch', 'restart', 'alarm', 'parameter'] as const

export type MarkKind = (typeof markKinds)[number]

/** What happened at one moment, or so close together that it is drawn as one. */
export interface EventMark extends TimeSpan {
  /** Of the first, in percent of the span's width. */
  x: number
  /** In the order in which they happened. */
  events: InstanceEvent[]
  /** How many of each kind there are, in the order of the kinds. */
  counts: { kind: MarkKind; count: number }[]
  /** From `x` to the left side of each of its shapes, in pixels; the number of more than one stands behind it. */
  offsets: number[]
}

export interface MarkedEvents {
  marks: EventMark[]
  /** What happened in the span, newest first; what has no place in time comes last. */
  events: InstanceEvent[]
  counts: Record<MarkKind, number>
  /** Of those that have no place in time. */
  unplaced: number
}

export const GLYPH_PX = 16
const DIGIT_PX = 7
const GAP_PX = 4
/** Behind each shape and its number. */
const INNER_GAP_PX = 2
/** A mark may stand out so far behind the end of the span. */
const MARGIN_PX = 24

export function markKindOf({ kind, name }: Pick<InstanceEvent, 'kind' | 'name'>): MarkKind {
  return kind === 'alarm' && /^restart$/i.test(name) ? 'restart' : kind
}

/** The events of a span, and as many marks as there is room for: none stands over another, and no event is left out. */
export function markEvents(events: InstanceEvent[], span: TimeSpan): MarkedEvents {
  const placed = events
    .flatMap((event) => (isUtcTime(event.at) ? [{ event, atMs: Date.parse(event.at) }] : []))
    .filter(({ atMs }) => span.fromMs <= atMs && atMs <= span.toMs)
    .sort((a, b) => a.atMs - b.atMs)
  const unplaced = events.filter(({ at }) => !isUtcTime(at))
  const groups: Group[] = []
  for (const { event, atMs } of placed) {
    const next = groupOf(event, atMs, span)
    const last = groups.at(-1)
    if (last && leftOf(next) < rightOf(last) + GAP_PX) join(last, next)
    else groups.push(next)
    // What is held back at the end of the span may stand in the way of the one before.
    while (areOver(groups.at(-2), groups.at(-1))) {
      const [before, over] = groups.splice(-2)
      if (before && over) groups.push(join(before, over))
    }
  }
  const all = groups.reduce((sums, group) => sum(sums, group.sums), NONE)
  return {
    marks: groups.map((group) => toMark(group, span)),
    events: [...placed.map(({ event }) => event).reverse(), ...unplaced],
    counts: all,
    unplaced: unplaced.length,
  }
}

type Sums = Record<MarkKind, number>

interface Group extends TimeSpan {
  /** Of the first moment, where the span is drawn the narrowest. */
  atPx: number
  events: InstanceEvent[]
  sums: Sums
}

const NONE: Sums = { switch: 0, restart: 0, alarm: 0, parameter: 0 }

function groupOf(event: InstanceEvent, atMs: number, span: TimeSpan): Group {
  const sums = { ...NONE, [markKindOf(event)]: 1 }
  return { fromMs: atMs, toMs: atMs, atPx: (percentAt(atMs, span) / 100) * LEAST_WIDTH_PX, events: [event], sums }
}

function join(group: Group, next: Group): Group {
  group.events.push(...next.events)
  group.toMs = next.toMs
  group.sums = sum(group.sums, next.sums)
  return group
}

function sum(a: Sums, b: Sums): Sums {
  return {
    switch: a.switch + b.switch,
    restart: a.restart + b.restart,
    alarm: a.alarm + b.alarm,
    parameter: a.parameter + b.parameter,
  }
}

function areOver(before: Group | undefined, last: Group | undefined): boolean {
  return before !== undefined && last !== undefined && leftOf(last) < rightOf(before) + GAP_PX
}

/** The first shape stands around its moment, unless the mark would stand out too far behind the end. */
function leftOf(group: Group): number {
  return Math.min(group.atPx - GLYPH_PX / 2, LEAST_WIDTH_PX + MARGIN_PX - widthOf(group))
}

function rightOf(group: Group): number {
  return leftOf(group) + widthOf(group)
}

function widthOf({ sums }: Group): number {
  return markKinds.reduce((width, kind) => width + glyphWidth(sums[kind]), 0)
}

function glyphWidth(count: number): number {
  if (count === 0) return 0
  return GLYPH_PX + INNER_GAP_PX + (count > 1 ? String(count).length * DIGIT_PX : 0)
}

function toMark(group: Group, span: TimeSpan): EventMark {
  const { fromMs, toMs, events, sums, atPx } = group
  const counts = markKinds.flatMap((kind) => (sums[kind] > 0 ? [{ kind, count: sums[kind] }] : []))
  const first = leftOf(group) - atPx
  const offsets = counts.map((_, index) =>
    counts.slice(0, index).reduce((offset, { count }) => offset + glyphWidth(count), first),
  )
  return { x: percentAt(fromMs, span), fromMs, toMs, events, counts, offsets }
}
