import { describe, expect, it } from 'vitest'
import { widerRanges } from './wider-ranges'

const readAt = '2026-03-01T00:00:00Z'

describe('wider ranges', () => {
  it.each([
    ['-24h', ['-7d', '-30d', 'all']],
    ['-7d', ['-30d', 'all']],
    ['-1w', ['-30d', 'all']],
    ['-60d', ['all']],
    ['2026-02-20T00:00:00Z', ['-30d', 'all']],
    ['all', []],
  ])('of %s are those that reach further back', (from, wider) => {
    expect(widerRanges({ from }, readAt)).toEqual(wider)
  })
})
