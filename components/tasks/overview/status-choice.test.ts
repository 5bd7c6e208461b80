import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type StatusFilter, statusGroups, taskStatusNames, ungrouped } from '@/lib/tasks/task-status'
import { toggleStatuses } from './status-choice'

describe('toggling statuses', () => {
  it('adds and takes away one', () => {
    expect(toggleStatuses([], ['failed'])).toEqual(['failed'])
    expect(toggleStatuses(['failed', 'killed'], ['failed'])).toEqual(['killed'])
  })

  it('calls a whole group by its name, and takes it apart when one leaves', () => {
    expect(toggleStatuses(['failed', 'running'], statusGroups.active)).toEqual(['active', 'failed'])
    expect(toggleStatuses(['active'], ['paused'])).toEqual(['undefined', 'initial', 'running', 'waiting'])
    expect(toggleStatuses(['finished'], ['succeed'])).toEqual(['failed', 'killed', 'removed'])
    expect(toggleStatuses(['active', 'running'], statusGroups.active)).toEqual([])
  })

  it('twice is as before, whatever the filter was', () => {
    const filters = fc.uniqueArray(fc.constantFrom<StatusFilter>(...taskStatusNames, 'active', 'finished'))
    const toggles = fc.constantFrom(...taskStatusNames.map((slug) => [slug]))
    fc.assert(
      fc.property(filters, toggles, (filter, statuses) => {
        const once = toggleStatuses(filter, statuses)
        expect(ungrouped(once)).not.toEqual(ungrouped(filter))
        expect(ungrouped(toggleStatuses(once, statuses))).toEqual(ungrouped(filter))
      }),
    )
  })
})
