import type { Json } from '../json'
import type { Field, PayloadSection } from '../payload-section'
import { isObject, PayloadReader } from './payload-reader'
import { isAbsent } from './values'

/** Describes each item of `Data`; what is no object, or was left unread, comes back as JSON. */
export function describeItems(payload: Json, describe: (item: PayloadReader) => PayloadSection[]): PayloadSection[] {
  if (payload === null) return []
  const items = Array.isArray(payload) ? payload : [payload]
  return items.flatMap((item) => {
    if (!isObject(item)) return [unread(item)]
    const reader = new PayloadReader(item)
    const sections = describe(reader)
    const rest = reader.rest()
    return rest ? [...sections, unread(rest)] : sections
  })
}

export function unread(value: Json): PayloadSection {
  return { kind: 'json', title: { key: 'unread' }, value }
}

/** The fields that have a value: an empty line tells nothing. */
export function present(fields: Field[]): Field[] {
  return fields.filter(({ value }) => !isAbsent(value))
}

/** A details section, left out where none of its fields has a value. */
export function details(
  title: Extract<PayloadSection, { kind: 'details' }>['title'],
  fields: Field[],
): PayloadSection[] {
  const shown = present(fields)
  return shown.length > 0 ? [{ kind: 'details', title, fields: shown }] : []
}

/** Every scalar under its own name, for a type whose payload nobody has documented. */
export function describeScalars(payload: Json): PayloadSection[] {
  return describeItems(payload, (item) => {
    const fields = item.unread.flatMap((key): Field[] => {
      const value = item.peek(key)
      if (typeof value === 'object' && value !== null) return []
      item.take(key)
      return [
        {
          label: { text: key },
          value: value === null || value === '' ? { kind: 'absent' } : { kind: 'text', text: String(value) },
        },
      ]
    })
    return fields.length > 0 ? [{ kind: 'details', title: { key: 'payload' }, fields }] : []
  })
}
