import { readFields } from '../payload/fields'
import { isObject, PayloadReader } from '../payload/payload-reader'
import { toMono, toQuantity, toText, toZoneValue } from '../payload/values'
import type { PayloadLabel } from '../payload-label'
import type { DetailsSection, Field, Value } from '../payload-section'
import type { InstanceNow } from './task-details'

const ROLES: Record<string, PayloadLabel> = { 1: 'primary', 2: 'disasterRecovery', 3: 'readOnly' }

/** In the instances' own vocabulary; 0 is nothing. Source: the page of DescribeDBInstances, read 2026-08. */
const STATES: Record<number, PayloadLabel> = {
  0: 'instanceTask0',
  1: 'instanceTask1',
  2: 'instanceTask2',
  3: 'instanceTask3',
  4: 'instanceTask4',
  5: 'instanceTask5',
  6: 'instanceTask6',
  7: 'instanceTask7',
  8: 'instanceTask8',
  9: 'instanceTask9',
  10: 'instanceTask10',
  12: 'instanceTask12',
  13: 'instanceTask13',
  14: 'instanceTask14',
  15: 'instanceTask15',
  16: 'instanceTask16',
  17: 'instanceTask17',
  19: 'instanceTask19',
  34: 'instanceTask34',
}

/** An instance as it is now. */
export function describeInstance({ instanceId, name, taskStatus, tags, facts }: InstanceNow): DetailsSection {
  const item = new PayloadReader(isObject(facts) ? facts : {})
  const fields: Field[] = [
    { label: { key: 'instanceName' }, value: toText(name) },
    ...readFields(item, [
      ['InstanceType', 'role', (value) => known(value, ROLES)],
      ['EngineVersion', 'engineVersion', toText],
      ['Memory', 'memory', (value) => toQuantity(value, 'MB')],
      ['Volume', 'volume', (value) => toQuantity(value, 'GB')],
      ['Cpu', 'cores', toText],
      ['ZoneId', 'masterZone', toZoneValue],
      ['Vport', 'port', toMono],
    ]),
    ...stateField(taskStatus),
    ...readFields(item, [
      ['Primary', 'primaryInstance', toMono],
      ['ReadOnly', 'readOnlyInstances', joined],
      ['DisasterRecovery', 'recoveryInstances', joined],
    ]),
    ...(tags.length > 0
      ? [{ label: { key: 'tags' }, value: toText(tags.map(({ key, value }) => `${key}=${value}`).join(', ')) } as const]
      : []),
  ]
  const rest = item.rest()
  if (rest) fields.push({ label: { key: 'unread' }, value: { kind: 'json', value: rest } })
  return { kind: 'details', title: { key: 'instanceNow', values: { instance: instanceId } }, fields }
}

const FEW: PayloadLabel[] = ['role', 'engineVersion', 'memory', 'volume', 'instanceTask', 'tags']

/** The few that tell one instance from another, in words alone; a state that says nothing is left out. */
export function describeFewFacts(instance: InstanceNow): Field[] {
  const idle = instance.taskStatus === 0
  return describeInstance(instance)
    .fields.filter(({ label }) => 'key' in label && FEW.includes(label.key) && !(idle && label.key === 'instanceTask'))
    .map(({ label, value }) => ({
      label,
      value: value.kind === 'label' ? { kind: 'label', label: value.label } : value,
    }))
}

function stateField(taskStatus: number | null): Field[] {
  if (taskStatus === null) return []
  return [{ label: { key: 'instanceTask' }, value: known(taskStatus, STATES) }]
}

function known(value: unknown, words: Record<string | number, PayloadLabel>): Value {
  const text = String(value)
  const key = Object.hasOwn(words, text) ? words[text] : undefined
  return key ? { kind: 'label', label: { key }, asCame: text } : toMono(text)
}

function joined(value: unknown): Value {
  return toMono(Array.isArray(value) ? value.join(', ') : String(value))
}
