import { describe, expect, it } from 'vitest'
import type { InstanceNow } from './task-details'
import { waitsFor } from './waits-for'

const NOON = Date.parse('2026-11-26T12:00:00+08:00')
const nothing = { instances: [], windows: [] }

function instance(taskStatus: number): InstanceNow {
  return { instanceId: 'cdb-1', name: null, taskStatus, tags: [], facts: {} }
}

const days = [[], [], [], ['18:00-20:00'], [], [], []]
const upgrade = { type: 'upgrade-master' as const, instanceIds: ['cdb-1'] }

describe('waitsFor', () => {
  it('knows a switch by hand from the instance', () => {
    const read = { instances: [instance(15)], windows: [] }
    expect(waitsFor({ ...upgrade, status: 'waiting' }, read, NOON)).toEqual({ kind: 'switch', instanceId: 'cdb-1' })
    expect(waitsFor({ ...upgrade, status: 'running' }, read, NOON)?.kind).toBe('switch')
    expect(waitsFor({ ...upgrade, type: 'import-data', status: 'running' }, read, NOON)).toBeNull()
  })

  it('knows when the window opens next, and that a waiting task can be cancelled', () => {
    const read = { instances: [instance(1)], windows: [{ instanceId: 'cdb-1', days, utcOffsetMinutes: 480 }] }
    expect(waitsFor({ ...upgrade, status: 'waiting' }, read, NOON)).toEqual({
      kind: 'window',
      instanceId: 'cdb-1',
      opening: { opensAt: '2026-11-26T10:00:00Z', closesAt: '2026-11-26T12:00:00Z', isOpen: false },
      cancellable: true,
    })
    expect(waitsFor({ ...upgrade, status: 'undefined' }, read, NOON)).toMatchObject({ cancellable: false })
  })

  it('makes up no time before a window was read, and nothing for a task that runs', () => {
    expect(waitsFor({ ...upgrade, status: 'waiting' }, nothing, NOON)).toMatchObject({ kind: 'window', opening: null })
    expect(waitsFor({ ...upgrade, status: 'running' }, nothing, NOON)).toBeNull()
    expect(waitsFor({ ...upgrade, status: 'paused' }, nothing, NOON)).toEqual({ kind: 'paused' })
  })
})
