import type { Json } from '@/lib/json'
import type { Field, Label, PayloadSection } from '../payload-section'
import { type Heading, headingOf } from './heading'
import { isObject, PayloadReader } from './payload-reader'
import { toText } from './values'

/** Describes each item of `Data`; what is no object, or was left unread, comes back as JSON. */
export function describeItems(
  payload: Json,
  describeItem: (item: PayloadReader, heading: Heading) => PayloadSection[],
): PayloadSection[] {
  if (payload === null) return []
  const items = Array.isArray(payload) ? payload : [payload]
  return items.flatMap((item) => {
    if (!isObject(item)) return [unread(item)]
    const reader = new PayloadReader(item)
    const sections = describeItem(reader, headingOf(reader, items.length > 1))
    const rest = reader.rest()
    return rest ? [...sections, unread(rest)] : sections
  })
}

export function unread(value: Json): PayloadSection {
  return { kind: 'json', title: { key: 'unread' }, value }
}

/** A details section, left out where it has no fields. */
export function details(title: Label, fields: Field[]): PayloadSection[] {
  return fields.length > 0 ? [{ kind: 'details', title, fields }] : []
}

/** Every scalar under its own name, for a type whose payload nobody has documented. */
export function describeScalars(payload: Json): PayloadSection[] {
  return describeItems(payload, (item) => {
    const scalars = item.unread.filter((key) => item.peek(key) === null || typeof item.peek(key) !== 'object')
    const fields = scalars.map((key): Field => ({ label: { text: key }, value: toText(item.take(key)) }))
    return details({ key: 'payload' }, fields)
  })
}
