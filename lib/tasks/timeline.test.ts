import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fakeTask } from './fake-task'
import type { Task } from './task'
import { LEAST_WIDTH_PX, lanesOf, layOut, ranIn, runOf, type TimeSpan } from './timeline'

const now = Date.parse('2026-03-01T00:00:00Z')
const hour = 3_600_000
const day: TimeSpan = { fromMs: now - 24 * hour, toMs: now }

const task = (part: Partial<Task>) =>
  fakeTask({ jobId: '1', endedAt: '2026-02-28T18:00:00Z', durationSeconds: null, ...part })

describe('when a task ran', () => {
  it('is from its start to its end', () => {
    expect(runOf(task({}), now)).toEqual({ fromMs: now - 12 * hour, toMs: now - 6 * hour, open: false })
  })

  it('is up to now, with an open end, while it is active', () => {
    expect(runOf(task({ status: 'running', endedAt: null }), now)).toMatchObject({ toMs: now, open: true })
    expect(runOf(task({ status: 'waiting', endedAt: null }), now)).toMatchObject({ toMs: now, open: true })
  })

  it('is a moment where the end is unknown, unreadable or before the start', () => {
    for (const endedAt of [null, 'tomorrow', '2020-01-01T00:00:00Z']) {
      expect(runOf(task({ endedAt }), now)).toMatchObject({ toMs: now - 12 * hour, open: false })
    }
  })

  it('is not known without a start', () => {
    expect(runOf(task({ startedAt: null }), now)).toBeNull()
    expect(runOf(task({ startedAt: 'yesterday' }), now)).toBeNull()
  })
})

describe('what ran in a span', () => {
  const noon: TimeSpan = { fromMs: now - 11 * hour, toMs: now - 10 * hour }

  it('is also what began before it and went on', () => {
    expect(ranIn(task({}), noon, now)).toBe(true)
    expect(ranIn(task({ endedAt: '2026-02-28T12:30:00Z' }), noon, now)).toBe(false)
    expect(ranIn(task({ endedAt: null, status: 'running' }), noon, now)).toBe(true)
    expect(ranIn(task({ startedAt: '2026-02-28T15:00:00Z' }), noon, now)).toBe(false)
  })

  it('keeps what may have run: a task without a readable start', () => {
    expect(ranIn(task({ startedAt: 'soon' }), noon, now)).toBe(true)
  })
})

describe('the layout', () => {
  it('puts what overlaps into lanes of its own, and what follows into the same', () => {
    const { bars, laneCount } = layOut(
      [
        task({ jobId: '1', startedAt: '2026-02-28T02:00:00Z', endedAt: '2026-02-28T08:00:00Z' }),
        task({ jobId: '2', startedAt: '2026-02-28T06:00:00Z', endedAt: '2026-02-28T12:00:00Z' }),
        task({ jobId: '3', startedAt: '2026-02-28T14:00:00Z', endedAt: '2026-02-28T15:00:00Z' }),
      ],
      day,
      now,
    )
    expect(bars.map(({ lane }) => lane)).toEqual([0, 1, 0])
    expect(laneCount).toBe(2)
    expect(bars[0]).toMatchObject({ narrow: false, cutAtStart: false, cutAtEnd: false })
    expect(bars[0]?.x).toBeCloseTo((2 / 24) * 100)
    expect(bars[0]?.width).toBeCloseTo((6 / 24) * 100)
  })

  it('cuts what reaches beyond the span, and says at which end', () => {
    const long = task({ startedAt: '2026-02-27T20:00:00Z', endedAt: '2026-03-01T04:00:00Z' })
    expect(layOut([long], day, now).bars).toEqual([
      expect.objectContaining({ x: 0, width: 100, cutAtStart: true, cutAtEnd: true }),
    ])
  })

  it('leaves out what ran before or after, and sets apart what has no place in time', () => {
    const { bars, unplaced } = layOut(
      [
        task({ startedAt: '2026-02-20T00:00:00Z', endedAt: '2026-02-20T01:00:00Z' }),
        task({ startedAt: '2026-04-01T00:00:00Z', endedAt: null }),
        task({ jobId: '9', startedAt: null }),
      ],
      day,
      now,
    )
    expect(bars).toEqual([])
    expect(unplaced.map(({ jobId }) => jobId)).toEqual(['9'])
  })

  it('is the same in whatever order the tasks come, and each is at least a target wide in its lane', () => {
    const starts = fc.array(
      fc.tuple(fc.integer({ min: -3 * hour, max: 24 * hour }), fc.integer({ min: 0, max: 5 * hour })),
      {
        maxLength: 120,
      },
    )
    fc.assert(
      fc.property(starts, (times) => {
        const tasks = times.map(([offset, length], index) =>
          task({
            jobId: String(index),
            startedAt: new Date(day.fromMs + offset).toISOString(),
            endedAt: new Date(day.fromMs + offset + length).toISOString(),
          }),
        )
        const { bars, laneCount } = layOut(tasks, day, now)
        expect(bars).toHaveLength(tasks.filter((one) => ranIn(one, day, now)).length)
        for (const [index, bar] of bars.entries()) {
          expect(bar.lane).toBeLessThan(laneCount)
          expect(bar.x).toBeGreaterThanOrEqual(0)
          expect(bar.x + bar.width).toBeLessThanOrEqual(100 + 1e-9)
          for (const other of bars.slice(index + 1)) {
            if (other.lane !== bar.lane) continue
            const [left, right] = bar.x <= other.x ? [bar, other] : [other, bar]
            const drawn = Math.max(left.width, (24 / LEAST_WIDTH_PX) * 100)
            expect(left.x + drawn).toBeLessThanOrEqual(right.x)
          }
        }
      }),
    )
  })
})

describe('lanes', () => {
  const spans = fc.array(
    fc
      .tuple(fc.integer({ min: 0, max: 500 }), fc.integer({ min: 1, max: 200 }))
      .map(([fromMs, length]) => ({ fromMs, toMs: fromMs + length })),
    { maxLength: 200 },
  )
  const overlap = (a: TimeSpan, b: TimeSpan) => a.fromMs < b.toMs && b.fromMs < a.toMs

  it('hold no two that overlap', () => {
    fc.assert(
      fc.property(spans, (all) => {
        const { lanes } = lanesOf(all)
        for (const [index, one] of all.entries()) {
          const sharing = all.filter((other, at) => at !== index && lanes[at] === lanes[index] && overlap(one, other))
          expect(sharing).toEqual([])
        }
      }),
    )
  })

  it('are as many as run at once at most, none empty', () => {
    fc.assert(
      fc.property(spans, (all) => {
        const { lanes, laneCount } = lanesOf(all)
        const atOnce = all.map(({ fromMs }) => all.filter((one) => one.fromMs <= fromMs && fromMs < one.toMs).length)
        expect(lanes).toHaveLength(all.length)
        expect(laneCount).toBe(Math.max(0, ...atOnce))
        expect(new Set(lanes).size).toBe(laneCount)
      }),
    )
  })
})
