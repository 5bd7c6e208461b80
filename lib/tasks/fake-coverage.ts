import type { ScopeCoverage } from './tasks-page'

/** A scope that was read whole, for a test to spoil. */
export function fakeScope(region: string, part: Partial<ScopeCoverage> = {}): ScopeCoverage {
  return {
    account: 'default',
    region,
    state: 'complete',
    gap: null,
    rowsFetched: 10,
    rowsTotal: 10,
    heldFrom: null,
    requestId: null,
    fetchedAt: '2026-03-01T00:00:00Z',
    stale: false,
    problem: null,
    ...part,
  }
}

/** Spoils a scope in each way that there is. */
export const spoilt = {
  failed: { state: 'failed', rowsFetched: 0, rowsTotal: null, fetchedAt: null },
  stale: { state: 'failed', stale: true, fetchedAt: '2026-02-28T23:50:00Z' },
  reading: { state: 'partial', gap: 'reading', rowsFetched: 4 },
  capped: { state: 'partial', gap: 'capped', rowsFetched: 4, heldFrom: '2026-02-28T12:00:00Z' },
  moving: { state: 'partial', gap: 'moving' },
} as const satisfies Record<string, Partial<ScopeCoverage>>
