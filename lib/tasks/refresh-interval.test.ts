import { describe, expect, it } from 'vitest'
import { refreshAfterMs } from './refresh-interval'
import type { Task } from './task'
import type { ScopeCoverage, TasksPage } from './tasks-page'

interface Part {
  scope?: Partial<ScopeCoverage>
  tasks?: Pick<Task, 'status'>[]
  earlier?: Pick<Task, 'status'>[]
}

// Safe: nothing else of a page is read.
const page = ({ scope = {}, tasks = [], earlier = [] }: Part) =>
  ({ tasks, earlier, coverage: { scopes: [{ state: 'complete', gap: null, ...scope }], whole: true } }) as TasksPage

describe('a page is asked for again', () => {
  it('at once while a scope is still being read', () => {
    expect(refreshAfterMs(page({ scope: { state: 'partial', gap: 'reading' } }), false)).toBe(700)
  })

  it('at once where a scope stands on what is old while it is read again', () => {
    const old = { ...page({ scope: { fetchedAt: '2026-03-01T00:00:00Z' } }), fetchedAt: '2026-03-01T00:00:51Z' }
    expect(refreshAfterMs(old, false)).toBe(700)
    expect(refreshAfterMs({ ...old, fetchedAt: '2026-03-01T00:00:07Z' }, false)).toBe(700)
    expect(refreshAfterMs({ ...old, fetchedAt: '2026-03-01T00:00:06Z' }, false)).toBe(30_000)
  })

  it('soon while a task in it is active, be it from before the range', () => {
    expect(refreshAfterMs(page({ tasks: [{ status: 'succeed' }, { status: 'waiting' }] }), false)).toBe(5_000)
    expect(refreshAfterMs(page({ earlier: [{ status: 'running' }] }), false)).toBe(5_000)
  })

  it('soon where a scope failed, or the last answer did, even in the middle of a scan', () => {
    expect(refreshAfterMs(page({ scope: { state: 'failed' } }), false)).toBe(5_000)
    expect(refreshAfterMs(page({ scope: { state: 'partial', gap: 'reading' } }), true)).toBe(5_000)
    expect(refreshAfterMs(undefined, false)).toBe(5_000)
  })

  for (const [fetchedAt, afterMs] of [
    ['2026-03-01T00:00:00Z', 5_000],
    ['2026-03-01T00:00:05Z', 4_000],
    ['2026-03-01T00:00:08Z', 1_000],
    ['2026-03-01T00:00:09Z', 2_500],
  ] as const)
    it(`right after the server tries a scope again, ${fetchedAt}: ${afterMs} ms`, () => {
      // Safe: nothing else of a problem is read.
      const problem = { retryAt: '2026-03-01T00:00:08Z' } as ScopeCoverage['problem']
      expect(refreshAfterMs({ ...page({ scope: { state: 'failed', problem } }), fetchedAt }, false)).toBe(afterMs)
    })

  it('now and then where nothing in it can change but by something new', () => {
    expect(refreshAfterMs(page({ tasks: [{ status: 'succeed' }, { status: 'unknown' }] }), false)).toBe(30_000)
  })
})
