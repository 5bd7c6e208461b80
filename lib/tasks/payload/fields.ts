import type { Json } from '@/lib/json'
import type { PayloadLabel } from '../payload-label'
import type { Field, Value } from '../payload-section'
import type { PayloadReader } from './payload-reader'
import { toMono } from './values'

type ToValue = (value: Json | undefined) => Value

/** Known keys of an object in reading order. A key that came empty is shown so, one that did not come is left out. */
export function readFields(
  item: PayloadReader,
  known: [key: string, label: PayloadLabel, toValue: ToValue][],
): Field[] {
  return known
    .filter(([key]) => item.has(key))
    .map(([key, label, toValue]) => ({ label: { key: label }, value: toValue(item.take(key)) }))
}

/** The service often leaves the id empty, and the task names its instances itself: then there is nothing to show. */
export function instanceField(item: PayloadReader): Field[] {
  const value = toMono(item.take('InstanceId'))
  return value.kind === 'absent' ? [] : [{ label: { key: 'instance' }, value }]
}
