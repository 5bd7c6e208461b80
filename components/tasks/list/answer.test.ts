import { describe, expect, it } from 'vitest'
import { fakeScope, spoilt } from '@/lib/tasks/fake-coverage'
import { defaultTaskSearch, type TaskSearch } from '@/lib/tasks/task-search'
import type { ScopeCoverage } from '@/lib/tasks/tasks-page'
import { answerOf, heldFrom, whyUnsorted } from './answer'

const part = (...scopes: ScopeCoverage[]) => ({ scopes: [fakeScope('ap-a'), ...scopes], whole: false })
const search = (change: Partial<TaskSearch> = {}) => ({ ...defaultTaskSearch, ...change })

const needy: Partial<TaskSearch>[] = [
  { q: 'deadlock' },
  { job: '15970' },
  { at: '-1h' },
  { sort: { field: 'duration', descending: true } },
  { sort: { field: 'started', descending: false } },
]

describe('what a page says to a search', () => {
  it.each(['failed', 'reading', 'capped', 'moving'] as const)(
    'is its newest rows, though one scope is %s',
    (standing) => {
      const coverage = part(fakeScope('ap-b', spoilt[standing]))
      expect(answerOf(search(), coverage)).toBe('rows')
      expect(answerOf(search({ sort: { field: 'started', descending: true } }), coverage)).toBe('rows')
      expect(answerOf(search({ status: ['failed'], instance: 'cdb-c1nl9rpv' }), coverage)).toBe('rows')
      expect(answerOf(search({ failure: '3f9a1c07' }), coverage)).toBe('rows')
    },
  )

  it.each(needy)('is no answer to %j out of a part, and a wait while the part grows', (change) => {
    for (const standing of ['failed', 'capped', 'moving'] as const) {
      expect(answerOf(search(change), part(fakeScope('ap-b', spoilt[standing])))).toBe('unanswered')
    }
    const growing = part(fakeScope('ap-b', spoilt.failed), fakeScope('ap-c', spoilt.reading))
    expect(answerOf(search(change), growing)).toBe('reading')
  })

  it.each(needy)('is rows to %j out of the whole, be a scope of it an older reading', (change) => {
    expect(answerOf(search(change), { scopes: [fakeScope('ap-a')], whole: true })).toBe('rows')
    expect(answerOf(search(change), part(fakeScope('ap-b', spoilt.stale)))).toBe('rows')
  })

  it('is that nothing could be read where every scope failed and none has older rows', () => {
    const scopes = ['ap-a', 'ap-b'].map((region) => fakeScope(region, spoilt.failed))
    expect(answerOf(search(), { scopes, whole: false })).toBe('nothing')
    expect(answerOf(search(), { scopes: [...scopes, fakeScope('ap-c', spoilt.stale)], whole: false })).toBe('rows')
  })
})

describe('why the list cannot be sorted', () => {
  it('is first what goes by itself, then what failed, then what is too much', () => {
    const scopes = (['moving', 'capped', 'failed', 'reading'] as const).map((region) =>
      fakeScope(region, spoilt[region]),
    )
    for (const why of ['reading', 'failed', 'capped', 'moving'] as const) {
      expect(whyUnsorted(part(...scopes))).toMatchObject({ why, scopes: [{ region: why }] })
      scopes.pop()
    }
  })

  it('is nothing where the whole was read', () => {
    expect(whyUnsorted({ scopes: [fakeScope('ap-a')], whole: true })).toBeNull()
    expect(whyUnsorted(part(fakeScope('ap-b', spoilt.stale)))).toBeNull()
  })
})

describe('the start from which all is held', () => {
  it('is the latest of the capped scopes', () => {
    const later = fakeScope('ap-b', { ...spoilt.capped, heldFrom: '2026-02-28T18:00:00Z' })
    expect(heldFrom([fakeScope('ap-a', spoilt.capped), later, fakeScope('ap-c', spoilt.failed)])).toBe(
      '2026-02-28T18:00:00Z',
    )
  })

  it('is unknown where none is capped, or one does not say', () => {
    expect(heldFrom([fakeScope('ap-a', spoilt.failed)])).toBeNull()
    expect(
      heldFrom([fakeScope('ap-a', spoilt.capped), fakeScope('ap-b', { ...spoilt.capped, heldFrom: null })]),
    ).toBeNull()
  })
})
