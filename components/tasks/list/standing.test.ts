import { describe, expect, it } from 'vitest'
import { fakeScope, spoilt } from '@/lib/tasks/fake-coverage'
import { ageSeconds, missingScopes, standingOf, sumUp, unreadScopes } from './standing'

const every = [fakeScope('ap-a'), ...Object.entries(spoilt).map(([region, part]) => fakeScope(region, part))]

describe('how a scope stands', () => {
  it.each(Object.entries(spoilt))('is %s', (standing, part) => {
    expect(standingOf(fakeScope('ap-a', part))).toBe(standing)
  })

  it('is read where it is complete', () => {
    expect(standingOf(fakeScope('ap-a'))).toBe('read')
  })

  it('is capped, however old: the newest of it are no more the whole for being old', () => {
    expect(standingOf(fakeScope('ap-a', { ...spoilt.capped, stale: true }))).toBe('capped')
  })
})

describe('what is missing', () => {
  it('is neither read nor an older reading', () => {
    const missing = missingScopes({ scopes: every, whole: false })
    expect(missing.map(({ region }) => region)).toEqual(['failed', 'reading', 'capped', 'moving'])
  })

  it('is what does not add up or was capped, be it an older reading', () => {
    const old = [spoilt.moving, spoilt.capped].map((part) =>
      fakeScope('ap-a', { ...part, state: 'failed', stale: true }),
    )
    expect(missingScopes({ scopes: old, whole: false })).toEqual(old)
  })

  it('is nothing where the server says that it has the whole', () => {
    expect(missingScopes({ scopes: every, whole: true })).toEqual([])
  })

  it('may still bring rows that are not new where nothing, or not all, was read', () => {
    expect(unreadScopes({ scopes: every, whole: false })).toEqual(['default/failed', 'default/reading'])
  })
})

describe('the sum of what was read', () => {
  it('counts those that have answered, and says where the total is only the least', () => {
    const sums = sumUp({ scopes: every, whole: false }, '2026-03-01T00:00:04Z')
    expect(sums).toMatchObject({ answered: 4, rowsFetched: 38, rowsTotal: 50, totalIsLeast: true })
    expect(sums.byStanding).toEqual({ failed: 1, capped: 1, moving: 1, reading: 1, stale: 1, read: 1 })
    expect(sumUp({ scopes: [fakeScope('ap-a')], whole: true }, '2026-03-01T00:00:00Z').totalIsLeast).toBe(false)
  })

  it('is as old as its oldest reading that is not called stale, and as that one where all are', () => {
    const scopes = [
      fakeScope('ap-a', { fetchedAt: '2026-03-01T00:00:03Z' }),
      fakeScope('ap-b'),
      fakeScope('ap-c', spoilt.stale),
    ]
    expect(sumUp({ scopes, whole: true }, '2026-03-01T00:00:04Z').ageSeconds).toBe(4)
    expect(sumUp({ scopes: scopes.slice(2), whole: true }, '2026-03-01T00:00:04Z').ageSeconds).toBe(604)
    expect(
      sumUp({ scopes: [fakeScope('ap-d', spoilt.failed)], whole: false }, '2026-03-01T00:00:04Z').ageSeconds,
    ).toBeNull()
  })

  it('is never younger than nothing', () => {
    expect(ageSeconds({ fetchedAt: '2026-03-01T00:00:09Z' }, '2026-03-01T00:00:04Z')).toBe(0)
  })
})
