import type { PayloadLabel } from '../payload-label'
import type { TableSection, Value } from '../payload-section'
import { isUtcTime } from '../task'
import type { InstanceEvent } from './task-details'

/** The cloud's words for switches and alarms; another one stands as it came. */
const NAMES: Record<string, PayloadLabel> = {
  TRANSFER: 'eventTransfer',
  MASTER2SLAVE: 'eventMasterToReplica',
  RECOVERY: 'eventRecovery',
  Switch: 'eventSwitch',
  PlannedSwitch: 'eventPlannedSwitch',
  Restart: 'eventRestart',
  Outofmemory: 'eventOutOfMemory',
}

/** What happened to the instances, in the order in which it did. */
export function describeEvents(events: InstanceEvent[]): TableSection {
  const rows = events.toSorted((a, b) => (a.at < b.at ? -1 : 1))
  const several = new Set(events.map(({ instanceId }) => instanceId)).size > 1
  const noted = events.some(({ note }) => note !== null)
  return {
    kind: 'table',
    title: { key: 'events' },
    columns: [
      { key: 'time' },
      { key: 'event' },
      ...(several ? [{ key: 'instance' } as const] : []),
      ...(noted ? [{ key: 'note' } as const] : []),
    ],
    rows: rows.map(({ name, at, instanceId, note }) => ({
      cells: [
        isUtcTime(at) ? { kind: 'time', at } : { kind: 'text', text: at },
        eventName(name),
        ...(several ? [{ kind: 'mono', text: instanceId } as const] : []),
        ...(noted ? [note === null ? ({ kind: 'absent' } as const) : ({ kind: 'text', text: note } as const)] : []),
      ],
    })),
  }
}

export function eventName(name: string): Value {
  const key = Object.hasOwn(NAMES, name) ? NAMES[name] : undefined
  return key ? { kind: 'label', label: { key }, asCame: name } : { kind: 'text', text: name }
}
