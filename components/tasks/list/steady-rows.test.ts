import { describe, expect, it } from 'vitest'
import type { Task } from '@/lib/tasks/task'
import { freshened, type LatestRows, type ShownRows, stepSteadily } from './steady-rows'

/** A task that started as many minutes into an hour as its id says. Safe: no more of a task is read. */
const task = (jobId: number, part: Partial<Task> = {}) => {
  const { region = 'ap-a' } = part
  return {
    key: `default/${region}/${jobId}`,
    account: 'default',
    region,
    startedAt: `2026-03-01T00:${String(jobId).padStart(2, '0')}:00Z`,
    ...part,
  } as Task
}

const latest = (jobIds: number[], part: Partial<LatestRows> = {}): LatestRows => ({
  question: 'q',
  earlier: [],
  rows: jobIds.map((jobId) => task(jobId)),
  unread: [],
  newest: true,
  full: false,
  ...part,
})

const shown = (jobIds: number[], part: Partial<ShownRows> = {}): ShownRows => ({
  ...latest(jobIds),
  announced: false,
  ...part,
})

const ids = ({ rows }: Pick<LatestRows, 'rows'>) => rows.map(({ key }) => Number(key.split('/').at(-1)))

describe('rows under a reader', () => {
  it('stay where they are, and those that have come are counted', () => {
    const step = stepSteadily(shown([2, 1]), latest([4, 3, 2, 1]), true)
    expect(step).toMatchObject({ newCount: 2, changed: false, shown: { announced: true } })
    expect(ids(step.shown)).toEqual([2, 1])
  })

  it('stay though another leaves or moves, and nothing is announced for it', () => {
    const step = stepSteadily(shown([3, 2, 1]), latest([1, 3]), true)
    expect(step).toMatchObject({ newCount: 0, changed: false })
    expect(ids(step.shown)).toEqual([3, 2, 1])
  })

  it('stay also where a task from before the range ends and leaves its group', () => {
    const before = shown([2, 1], { earlier: [task(0)] })
    expect(stepSteadily(before, latest([2, 1]), true).shown.earlier).toHaveLength(1)
    expect(stepSteadily(before, latest([2, 1]), false).shown.earlier).toHaveLength(0)
  })

  it('hold what is new of each of them', () => {
    const [first] = freshened([task(1)], latest([], { rows: [task(1, { progressPercent: 70 })] }))
    expect(first?.progressPercent).toBe(70)
    expect(freshened([task(5)], latest([]))).toEqual([task(5)])
  })
})

describe('rows that nobody is on', () => {
  it('follow the latest', () => {
    const step = stepSteadily(shown([2, 1]), latest([3, 2]), false)
    expect(step).toMatchObject({ newCount: 0, shown: { announced: false } })
    expect(ids(step.shown)).toEqual([3, 2])
  })

  it('are the same object where nothing has moved', () => {
    const before = shown([2, 1])
    expect(stepSteadily(before, latest([2, 1]), false).shown).toBe(before)
  })

  it('wait for the asking once what came was announced, and no longer than it is there', () => {
    const announced = shown([2, 1], { announced: true })
    expect(ids(stepSteadily(announced, latest([3, 2, 1]), false).shown)).toEqual([2, 1])
    expect(stepSteadily(announced, latest([2]), false)).toMatchObject({ newCount: 0, shown: { announced: false } })
  })
})

describe('what is called new', () => {
  it('is not what comes up from the next page when a row leaves', () => {
    const before = shown([9, 8, 7], { full: true })
    expect(stepSteadily(before, latest([9, 7, 6]), true).newCount).toBe(0)
    expect(stepSteadily(before, latest([10, 9, 7]), true).newCount).toBe(1)
  })

  it('is an old start too where the page had them all: it came to match just now', () => {
    expect(stepSteadily(shown([9, 8]), latest([9, 8, 2]), true).newCount).toBe(1)
  })

  it('is not counted on another page or in another order, where it may come from anywhere', () => {
    const step = stepSteadily(shown([9, 8]), latest([11, 9], { newest: false }), true)
    expect(step).toMatchObject({ newCount: 0, changed: true })
    expect(ids(step.shown)).toEqual([9, 8])
  })
})

describe('a scan that goes on', () => {
  const late = task(5, { region: 'ap-b' })

  it('shows its rows at once, also under a reader, and calls none of them new', () => {
    const step = stepSteadily(
      shown([9, 8], { unread: ['default/ap-b'] }),
      latest([], { rows: [task(9), task(8), late] }),
      true,
    )
    expect(step).toMatchObject({ newCount: 0, changed: false })
    expect(ids(step.shown)).toEqual([9, 8, 5])
  })

  it('has done so once the scope is read, though it was empty: what comes of it later is new', () => {
    const read = stepSteadily(shown([9, 8], { unread: ['default/ap-b'] }), latest([9, 8]), true)
    expect(stepSteadily(read.shown, latest([], { rows: [late, task(9), task(8)] }), true).newCount).toBe(1)
  })

  it('announces what is new of a scope that was read, while another is not', () => {
    const step = stepSteadily(
      shown([2, 1], { unread: ['default/ap-b'] }),
      latest([3, 2, 1], { unread: ['default/ap-b'] }),
      true,
    )
    expect(step.newCount).toBe(1)
  })
})

describe('another question', () => {
  it('shows its own rows at once, also under a reader', () => {
    expect(ids(stepSteadily(shown([2, 1]), latest([7], { question: 'other' }), true).shown)).toEqual([7])
  })

  it('has none to show until they come', () => {
    expect(ids(stepSteadily(shown([2, 1]), latest([], { question: null }), false).shown)).toEqual([2, 1])
  })
})
