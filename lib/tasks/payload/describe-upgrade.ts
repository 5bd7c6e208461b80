import type { Json } from '@/lib/json'
import type { Change, Label, PayloadSection, Value } from '../payload-section'
import { describeItems, details } from './describe-items'
import { differenceOf } from './difference-of'
import { instanceField, readFields } from './fields'
import type { PayloadReader } from './payload-reader'
import { toMono, toQuantity, toText, toZoneValue } from './values'

/** Known fields in reading order: what people upgrade for first. */
const FIELDS: Record<string, { label: Label; toValue: (value: Json | undefined) => Value }> = {
  Memory: { label: { key: 'memory' }, toValue: (value) => toQuantity(value, 'MB') },
  Volume: { label: { key: 'volume' }, toValue: (value) => toQuantity(value, 'GB') },
  EngineVersion: { label: { key: 'engineVersion' }, toValue: toText },
  CdbType: { label: { key: 'cdbType' }, toValue: toText },
  DeployMode: { label: { key: 'deployMode' }, toValue: toText },
  ProtectMode: { label: { key: 'protectMode' }, toValue: toText },
  MasterZone: { label: { key: 'masterZone' }, toValue: toZoneValue },
  SlaveZoneFirst: { label: { key: 'slaveZoneFirst' }, toValue: toZoneValue },
  SlaveZoneSecond: { label: { key: 'slaveZoneSecond' }, toValue: toZoneValue },
}

/** Upgrades of primary and read-only instances: `Before` and `After` of one instance, and the order that paid for it. */
export function describeUpgrade(payload: Json): PayloadSection[] {
  return describeItems(payload, (item, heading) => {
    const before = item.takeObject('Before')
    const after = item.takeObject('After')
    const changes = toChanges(before, after)
    return [
      ...(changes.length > 0 ? [{ kind: 'changes', title: heading('upgrade'), changes } as const] : []),
      ...details({ key: 'order' }, [...instanceField(item), ...readFields(item, [['DealName', 'dealName', toMono]])]),
    ]
  })
}

function toChanges(before: PayloadReader | null, after: PayloadReader | null): Change[] {
  const came = [...(before?.unread ?? []), ...(after?.unread ?? [])]
  const known = Object.keys(FIELDS).filter((name) => came.includes(name))
  const others = [...new Set(came)].filter((name) => !Object.hasOwn(FIELDS, name))
  const changes = [...known, ...others].map((name): Change => {
    const field = Object.hasOwn(FIELDS, name) ? FIELDS[name] : undefined
    const [label, toValue] = field ? [field.label, field.toValue] : [{ text: name }, toText]
    const [was, is] = [before?.take(name), after?.take(name)]
    const [beforeValue, afterValue] = [toValue(was), toValue(is)]
    const changed = JSON.stringify(beforeValue) !== JSON.stringify(afterValue)
    return { label, before: beforeValue, after: afterValue, changed, difference: differenceOf(beforeValue, afterValue) }
  })
  return [...changes.filter(({ changed }) => changed), ...changes.filter(({ changed }) => !changed)]
}
