import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Outcome, outcomeOf, outcomes } from '@/lib/tasks/outcome'
import { taskStatusSlugs } from '@/lib/tasks/task-status'
import { toUtcText } from '@/lib/tasks/task-time'
import type { Histogram } from '@/lib/tasks/tasks-page'
import { countStarts } from './count-starts'

const DAY = 86_400_000
const to = Date.parse('2026-03-01T04:07:09Z')

const taskAt = (startedAt: string | null, status: (typeof taskStatusSlugs)[number] = 'succeed') => ({
  startedAt,
  status,
})

function count(tasks: Parameters<typeof countStarts>[0], from: number | null, end = to): Histogram {
  const histogram = countStarts(tasks, { from, to: end })
  if (!histogram) throw new Error('Nothing was counted')
  return histogram
}

const barCount = ({ counts }: Histogram) => counts.failed.length
const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0)
const total = ({ counts }: Histogram) => sum(outcomes.map((outcome) => sum(counts[outcome])))

describe('the bars', () => {
  const one = [taskAt(toUtcText(to))]

  it.each([
    ['an hour', 3_600_000, 60],
    ['six hours', DAY / 4, 600],
    ['a day', DAY, 1_800],
    ['a week', 7 * DAY, 10_800],
    ['thirty days', 30 * DAY, 43_200],
    ['a quarter', 91 * DAY, 2 * 86_400],
    ['a year', 365 * DAY, 7 * 86_400],
  ])('of %s are round', (_, length, stepSeconds) => {
    const histogram = count(one, to - length)
    expect(histogram.stepSeconds).toBe(stepSeconds)
    expect(barCount(histogram)).toBeGreaterThanOrEqual(30)
    expect(barCount(histogram)).toBeLessThanOrEqual(72)
  })

  it('of days begin at midnight in Beijing, those of weeks on a Monday', () => {
    expect(count(one, to - 60 * DAY).from).toBe('2025-12-30T16:00:00Z')
    const week = count(one, to - 365 * DAY).from
    expect(new Date(week).getUTCDay()).toBe(0)
    expect(week).toContain('T16:00:00Z')
  })

  it('of hours are those of the clock', () => {
    expect(count(one, to - DAY).from).toBe('2026-02-28T04:00:00Z')
  })

  it('have none of their own for the moment at which the range ends', () => {
    const midnight = Date.parse('2026-03-01T16:00:00Z')
    const histogram = count([taskAt('2026-03-01T16:00:00Z')], midnight - DAY, midnight)
    expect(histogram.counts.succeeded).toHaveLength(48)
    expect(histogram.counts.succeeded.at(-1)).toBe(1)
  })

  it('are few where the range is short', () => {
    expect(barCount(count(one, to))).toBe(1)
    expect(barCount(count(one, to - 10 * 60_000))).toBe(11)
  })
})

describe('a start', () => {
  it('counts by its outcome in the bar that it lies in', () => {
    const tasks = [
      taskAt('2026-03-01T03:30:00Z', 'failed'),
      taskAt('2026-03-01T03:59:59Z', 'waiting'),
      taskAt('2026-03-01T04:00:00Z', 'killed'),
    ]
    const { counts } = count(tasks, to - DAY)
    expect(outcomes.map((outcome) => counts[outcome].slice(-2))).toEqual([
      [1, 0],
      [1, 0],
      [0, 0],
      [0, 1],
    ])
  })

  it('without a start of the range begins it', () => {
    const histogram = count([taskAt('2026-02-27T12:34:56Z'), taskAt('2026-02-28T12:00:00Z')], null)
    expect(histogram.from).toBe('2026-02-27T12:00:00Z')
    expect(histogram.counts.succeeded[0]).toBe(1)
  })

  it('after the range, by a clock that is ahead, is in the last bar', () => {
    const late = [taskAt('2026-03-01T05:00:00Z')]
    expect(count(late, to - DAY).counts.succeeded.at(-1)).toBe(1)
    expect(count(late, null).counts.succeeded).toEqual([1])
  })

  it('that cannot be read, or lies before the range, is not counted', () => {
    const tasks = [null, '', 'yesterday', '2026-13-45T25:00:00Z', '2026-02-28 12:00:00', '2026-02-28T04:07:08Z']
    expect(
      countStarts(
        tasks.map((text) => taskAt(text)),
        { from: to - DAY, to },
      ),
    ).toBeNull()
    expect(countStarts([], { from: null, to })).toBeNull()
  })
})

it('each start in the range is in exactly the bar that covers it', () => {
  const moment = fc.oneof(
    fc.integer({ min: to - 40 * DAY, max: to }),
    fc.integer({ min: Date.parse('0000-01-01T00:00:00Z'), max: to }),
  )
  const status = fc.constantFrom(...taskStatusSlugs, 'unknown' as const)
  const task = fc.record({ startedAt: fc.option(moment.map(toUtcText)), status })
  fc.assert(
    fc.property(fc.array(task), fc.option(moment), moment, (tasks, from, end) => {
      const range = { from, to: end }
      const counted = tasks.filter(
        ({ startedAt }) => startedAt !== null && Date.parse(startedAt) >= (from ?? -Infinity),
      )
      const histogram = countStarts(tasks, range)
      if (histogram === null) {
        expect(counted).toEqual([])
        return
      }
      const bars = barCount(histogram)
      const first = Date.parse(histogram.from)
      const expected = Object.fromEntries(outcomes.map((outcome) => [outcome, Array<number>(bars).fill(0)])) as Record<
        Outcome,
        number[]
      >
      for (const one of counted) {
        const inOrder = Array.from({ length: bars }, (_, bar) => first + bar * histogram.stepSeconds * 1_000)
        const at = Date.parse(String(one.startedAt))
        const bar = inOrder.findLastIndex((begin) => begin <= at)
        const list = expected[outcomeOf(one)]
        list[bar] = (list[bar] ?? Number.NaN) + 1
      }
      expect(histogram.counts).toEqual(expected)
      expect(total(histogram)).toBe(counted.length)
      expect(bars).toBeLessThanOrEqual(72)
      expect(histogram.from).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:00Z$/)
    }),
    { numRuns: 500 },
  )
})
