import type { Json } from '../json'
import type { Value } from '../payload-section'
import { wallClockToUtc } from '../task-time'
import { toZone } from '../zones'

// A value that is wrong in type, missing or empty is shown as it came; nothing here makes up a number.

export function toText(value: Json | undefined, kind: 'text' | 'mono' = 'text'): Value {
  if (value === undefined || value === null || value === '') return { kind: 'absent' }
  if (typeof value === 'object') return { kind: 'json', value }
  return { kind, text: String(value) }
}

export function toMono(value: Json | undefined): Value {
  return toText(value, 'mono')
}

/** A number, or the service's number in quotes; all else as it came. */
export function toQuantity(value: Json | undefined, unit: Extract<Value, { kind: 'quantity' }>['unit']): Value {
  const amount = toNumber(value)
  return amount === null ? toText(value) : { kind: 'quantity', amount, unit }
}

/** A Beijing wall-clock time to UTC; `0000-00-00 00:00:00` means none. */
export function toTime(value: Json | undefined): Value {
  if (typeof value !== 'string') return toText(value)
  if (value.startsWith('0000-00-00')) return { kind: 'absent' }
  const at = wallClockToUtc(value)
  return at === null ? toText(value) : { kind: 'time', at }
}

/** A zone id such as 160002; one that is not known stays a plain number. */
export function toZoneValue(value: Json | undefined): Value {
  const zoneId = toNumber(value)
  return zoneId === null || toZone(zoneId) === null ? toText(value) : { kind: 'zone', zoneId }
}

export function toStatus(value: Json | undefined): Value {
  if (typeof value === 'number' || (typeof value === 'string' && value !== '')) {
    return { kind: 'status', asCame: String(value) }
  }
  return toText(value)
}

export function toNumber(value: Json | undefined): number | null {
  if (typeof value === 'number' && Number.isFinite(value)) return value
  return typeof value === 'string' && /^-?\d{1,15}(\.\d{1,6})?$/.test(value) ? Number(value) : null
}

/** Inside a payload, 0 is success; a code that cannot be read is not called a failure. */
export function isFailureCode(value: Json | undefined): boolean {
  const code = toNumber(value)
  return code !== null && code !== 0
}

export function isAbsent(value: Value): boolean {
  return value.kind === 'absent'
}
