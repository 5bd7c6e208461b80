import type { PayloadLabel } from '../payload-label'
import type { TableSection, Value } from '../payload-section'
import { isUtcTime } from '../task'
import type { InstanceEvent } from './task-details'

/** The cloud's words for switches and alarms; another one stands as it came. */
const NAMES: Record<string, PayloadLabel> = {
  transfer: 'eventTransfer',
  master2slave: 'eventMasterToReplica',
  recovery: 'eventRecovery',
  switch: 'eventSwitch',
  plannedswitch: 'eventPlannedSwitch',
  restart: 'eventRestart',
  outofmemory: 'eventOutOfMemory',
}

const STAGES = { raised: 'eventRaised', cleared: 'eventCleared', refused: 'eventRefused' } as const satisfies Record<
  NonNullable<InstanceEvent['stage']>,
  PayloadLabel
>

/** What happened to the instances, in the order in which it did. */
export function describeEvents(events: InstanceEvent[], title: PayloadLabel = 'events'): TableSection {
  const rows = events.toSorted((a, b) => (a.at < b.at ? -1 : 1))
  const several = new Set(events.map(({ instanceId }) => instanceId)).size > 1
  const noted = events.some(({ note, stage }) => note !== null || stage)
  return {
    kind: 'table',
    title: { key: title },
    columns: [
      { key: 'time' },
      { key: 'event' },
      ...(several ? [{ key: 'instance' } as const] : []),
      ...(noted ? [{ key: 'note' } as const] : []),
    ],
    rows: rows.map((event) => ({
      ...(event.stage === 'refused' && { tone: 'negative' }),
      cells: [
        isUtcTime(event.at) ? { kind: 'time', at: event.at } : { kind: 'text', text: event.at },
        eventName(event),
        ...(several ? [{ kind: 'mono', text: event.instanceId } as const] : []),
        ...(noted ? [noteOf(event)] : []),
      ],
    })),
  }
}

function eventName({ kind, name }: InstanceEvent): Value {
  const key = kind === 'parameter' ? 'parameterChange' : eventLabel(name)
  return key ? { kind: 'label', label: { key }, asCame: name } : { kind: 'text', text: name }
}

/** The words for a switch or an alarm, which the cloud does not always spell alike; null for one that nobody knows. */
export function eventLabel(name: string): PayloadLabel | null {
  const spelt = name.toLowerCase()
  return Object.hasOwn(NAMES, spelt) ? (NAMES[spelt] ?? null) : null
}

function noteOf({ note, stage }: InstanceEvent): Value {
  if (stage) return { kind: 'label', label: { key: STAGES[stage] }, ...(note !== null && { asCame: note }) }
  return note === null ? { kind: 'absent' } : { kind: 'text', text: note }
}
