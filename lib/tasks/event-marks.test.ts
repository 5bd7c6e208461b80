import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { InstanceEvent } from './details/task-details'
import { GLYPH_PX, markEvents, markKindOf } from './event-marks'
import { toUtcText } from './task-time'
import { LEAST_WIDTH_PX } from './timeline'

const DAY_MS = 86_400_000
const FROM = Date.parse('2026-03-01T00:00:00Z')
const span = { fromMs: FROM, toMs: FROM + DAY_MS }
/** A pixel of the day where it is drawn the narrowest. */
const PX_MS = DAY_MS / LEAST_WIDTH_PX

const at = (ms: number, part: Partial<InstanceEvent> = {}): InstanceEvent => ({
  kind: 'switch',
  name: 'TRANSFER',
  at: toUtcText(FROM + ms),
  instanceId: 'cdb-a',
  note: null,
  ...part,
})
const restart = { kind: 'alarm', name: 'Restart' } as const
const parameter = { kind: 'parameter', name: 'back_log' } as const

describe('the marks of a span', () => {
  it('stand where each event happened, within the span only', () => {
    const { marks, events } = markEvents([at(DAY_MS / 2), at(-1_000), at(DAY_MS + 1_000), at(DAY_MS / 4)], span)
    expect(marks.map(({ x }) => x)).toEqual([25, 50])
    expect(events.map((event) => event.at)).toEqual(['2026-03-01T12:00:00Z', '2026-03-01T06:00:00Z'])
  })

  it('are one for what is too close to be told apart, with the number of each kind', () => {
    const { marks, counts } = markEvents(
      [at(0, parameter), at(PX_MS, restart), at(2 * PX_MS, parameter), at(400 * PX_MS)],
      span,
    )
    expect(marks.map((mark) => mark.counts)).toEqual([
      [
        { kind: 'restart', count: 1 },
        { kind: 'parameter', count: 2 },
      ],
      [{ kind: 'switch', count: 1 }],
    ])
    expect(counts).toEqual({ switch: 1, restart: 1, alarm: 0, parameter: 2 })
    expect(marks[0]).toMatchObject({ fromMs: FROM, offsets: [-GLYPH_PX / 2, GLYPH_PX / 2 + 2] })
  })

  it('tell what has no readable time by its number, and list it', () => {
    const { marks, events, unplaced } = markEvents([at(0, { at: 'yesterday' }), at(0)], span)
    expect([marks.length, unplaced]).toEqual([1, 1])
    expect(events.at(-1)?.at).toBe('yesterday')
  })

  it('know a restart among the alarms, however it is spelt', () => {
    expect(
      [restart, { ...restart, name: 'restart' }, { ...restart, name: 'Switch' }, parameter].map(markKindOf),
    ).toEqual(['restart', 'restart', 'alarm', 'parameter'])
  })

  it('never stand over each other or far behind the end, and leave no event out', () => {
    const moment = fc.integer({ min: 0, max: DAY_MS / 1_000 }).map((seconds) => seconds * 1_000)
    const some = fc.array(fc.tuple(moment, fc.constantFrom({}, restart, parameter, { kind: 'alarm' } as const)), {
      maxLength: 300,
    })
    fc.assert(
      fc.property(some, (many) => {
        const { marks, events } = markEvents(
          many.map(([ms, part]) => at(ms, part)),
          span,
        )
        expect(events).toHaveLength(many.length)
        expect(marks.flatMap((mark) => mark.events)).toHaveLength(many.length)
        const boxes = marks.map(({ x, counts, offsets }) => {
          expect(counts.every(({ count }) => count > 0)).toBe(true)
          const px = (x / 100) * LEAST_WIDTH_PX
          const digits = String(counts.at(-1)?.count ?? 0).length
          const behind = counts.at(-1)?.count === 1 ? 0 : digits * 7
          return { left: px + (offsets[0] ?? 0), right: px + (offsets.at(-1) ?? 0) + GLYPH_PX + behind }
        })
        for (const [index, { left, right }] of boxes.entries()) {
          expect(left).toBeGreaterThanOrEqual((boxes[index - 1]?.right ?? Number.NEGATIVE_INFINITY) - 0.001)
          expect(right).toBeLessThanOrEqual(LEAST_WIDTH_PX + 24.001)
        }
      }),
      { numRuns: 50 },
    )
  })

  it('are few and quickly made of very many', () => {
    const many = Array.from({ length: 20_000 }, (_, index) => at((index * 86_399_000) / 20_000, parameter))
    const begin = performance.now()
    const { marks, counts } = markEvents(many, span)
    expect(performance.now() - begin).toBeLessThan(500)
    expect(marks.length).toBeLessThan(LEAST_WIDTH_PX / GLYPH_PX)
    expect(counts.parameter).toBe(20_000)
  })
})
