import { describe, expect, it } from 'vitest'
import { describeEvents } from './describe-events'
import type { InstanceEvent } from './task-details'

const event = (part: Partial<InstanceEvent>): InstanceEvent => ({
  kind: 'alarm',
  name: 'Restart',
  at: '2026-03-01T00:00:00Z',
  instanceId: 'cdb-a',
  note: null,
  ...part,
})

const cellsOf = (...events: InstanceEvent[]) => describeEvents(events).rows.map(({ cells }) => cells)

describe('the events of instances', () => {
  it('stand in the order in which they happened, each with the cloud’s own word behind ours', () => {
    const rows = cellsOf(event({ at: '2026-03-01T00:01:00Z' }), event({ kind: 'switch', name: 'TRANSFER' }))
    expect(rows).toEqual([
      [
        { kind: 'time', at: '2026-03-01T00:00:00Z' },
        { kind: 'label', label: { key: 'eventTransfer' }, asCame: 'TRANSFER' },
      ],
      [
        { kind: 'time', at: '2026-03-01T00:01:00Z' },
        { kind: 'label', label: { key: 'eventRestart' }, asCame: 'Restart' },
      ],
    ])
  })

  it.each(['OutOfMemory', 'Outofmemory', 'outofmemory'])('are known as %s too', (name) => {
    expect(cellsOf(event({ name }))[0]?.[1]).toMatchObject({ label: { key: 'eventOutOfMemory' }, asCame: name })
  })

  it.each(['Roremove', 'constructor', '__proto__', ''])('that nobody knows stand as they came: %j', (name) => {
    expect(cellsOf(event({ name, at: 'yesterday' }))[0]).toEqual([
      { kind: 'text', text: 'yesterday' },
      { kind: 'text', text: name },
    ])
  })

  it('tell a parameter’s values, and mark the change that was not made', () => {
    const change = event({ kind: 'parameter', name: 'Restart', note: '1 → 2' })
    const { rows } = describeEvents([change, { ...change, stage: 'refused' }])
    expect(rows.map(({ cells }) => cells[1])).toEqual([
      { kind: 'label', label: { key: 'parameterChange' }, asCame: 'Restart' },
      { kind: 'label', label: { key: 'parameterChange' }, asCame: 'Restart' },
    ])
    expect(rows.map(({ tone, cells }) => [tone, cells[2]])).toEqual([
      [undefined, { kind: 'text', text: '1 → 2' }],
      ['negative', { kind: 'label', label: { key: 'eventRefused' }, asCame: '1 → 2' }],
    ])
  })

  it('say whether an alarm goes on, in a column that is there only where something is said', () => {
    const { columns, rows } = describeEvents([event({ stage: 'raised' }), event({ at: '2026-03-02T00:00:00Z' })])
    expect(columns).toContainEqual({ key: 'note' })
    expect(rows.map(({ cells }) => cells[2])).toEqual([
      { kind: 'label', label: { key: 'eventRaised' } },
      { kind: 'absent' },
    ])
    expect(describeEvents([event({})]).columns).toEqual([{ key: 'time' }, { key: 'event' }])
  })
})
