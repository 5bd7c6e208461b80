import type { Json } from '@/lib/json'
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

/** A number, or the service's number in quotes, where the screen can show it exactly; all else as it came. */
export function toQuantity(value: Json | undefined, unit: Extract<Value, { kind: 'quantity' }>['unit']): Value {
  const amount = toNumber(value)
  const countable = unit === 'byte' || unit === 'second'
  if (amount === null || Math.abs(amount) > Number.MAX_SAFE_INTEGER) return toText(value)
  const exact = countable ? Number.isInteger(amount) && amount >= 0 : Number(amount.toFixed(2)) === amount
  return exact ? { kind: 'quantity', amount, unit } : toText(value)
}

/** A Beijing wall-clock time to UTC; `0000-00-00 00:00:00` is the service's word for none. */
export function toTime(value: Json | undefined): Value {
  if (typeof value !== 'string') return toText(value)
  if (value === '0000-00-00 00:00:00') return { kind: 'label', label: { key: 'noTime' }, asCame: value }
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

/** Only what reads back as it came: `007` and `1e3` are texts. */
export function toNumber(value: Json | undefined): number | null {
  if (typeof value === 'number' && Number.isFinite(value)) return value
  return typeof value === 'string' && /^(0|-?[1-9]\d{0,14})$/.test(value) ? Number(value) : null
}
