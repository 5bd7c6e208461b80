import { expect, it } from 'vitest'
import { statusGroups, ungrouped } from '@/lib/tasks/task-status'
import { countOf } from './status-counts'

const facet = [
  { value: 'failed', count: 14 },
  { value: 'running', count: 3 },
  { value: 'waiting', count: 1 },
  { value: 'unknown', count: 2 },
]
const all = ungrouped([])

it('a status without an entry has none only where everything was counted', () => {
  expect(countOf(['failed'], { facet, complete: false, chosen: all })).toBe(14)
  expect(countOf(['unknown'], { facet, complete: false, chosen: all })).toBe(2)
  expect(countOf(['succeed'], { facet, complete: true, chosen: all })).toBe(0)
  expect(countOf(['succeed'], { facet, complete: false, chosen: all })).toBeNull()
})

it('a group is the sum of its statuses, and no number where some were not asked for', () => {
  expect(countOf(statusGroups.active, { facet, complete: true, chosen: all })).toBe(4)
  expect(countOf(statusGroups.active, { facet, complete: false, chosen: all })).toBe(4)
  expect(countOf(statusGroups.active, { facet, complete: false, chosen: ungrouped(['active']) })).toBe(4)
  expect(countOf(statusGroups.active, { facet, complete: false, chosen: ungrouped(['running']) })).toBeNull()
  expect(countOf(statusGroups.active, { facet: [], complete: false, chosen: all })).toBeNull()
})
