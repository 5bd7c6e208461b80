import type { Json } from '@/lib/json'
import { isObject } from '../payload/payload-reader'
import { toNestedStatus } from '../task-status'

type JsonObject = { [key: string]: Json }

/** Where a sibling contradicts the task's own `Data`. */
export interface Difference {
  field: string
  inData: Json
  inSibling: Json
}

export interface Merged {
  payload: Json
  differences: Difference[]
}

/** The task's own `Data`, and what a sibling knows beside it: where both say something, `Data` stands. Never throws. */
export function mergePayload(data: Json, sibling: Json): Merged {
  // `Data` that was sent and is empty is not the same as none.
  if (isNothing(sibling)) return { payload: data, differences: [] }
  if (isNothing(data)) return { payload: sibling, differences: [] }
  const differences: Difference[] = []
  const { merged, left } = pairUp(toList(data), toList(sibling), 'InstanceId', differences)
  return { payload: [...merged, ...left], differences }
}

/** Items of the same name are one; a single one on both sides is the same. */
function pairUp(own: Json[], others: Json[], name: string, differences: Difference[]) {
  const left = [...others]
  const isPair = (one: Json, other: Json) =>
    isObject(one) && isObject(other) && (sameName(one[name], other[name]) || (own.length === 1 && others.length === 1))
  const merged = own.map((item) => {
    const index = left.findIndex((other) => isPair(item, other))
    const [other] = index === -1 ? [] : left.splice(index, 1)
    return isObject(item) && other !== undefined && isObject(other) ? mergeObjects(item, other, differences) : item
  })
  return { merged, left }
}

function mergeObjects(own: JsonObject, other: JsonObject, differences: Difference[]): JsonObject {
  const merged: JsonObject = { ...own }
  for (const [key, value] of Object.entries(other)) {
    const mine = Object.hasOwn(own, key) ? (own[key] ?? null) : null
    if (isNothing(mine)) merged[key] = value
    else if (key === 'Parameters') merged[key] = mergeParameters(toList(mine), toList(value), differences)
    else if (!isNothing(value) && !isSame(mine, value)) {
      differences.push({ field: key, inData: mine, inSibling: value })
    }
  }
  return merged
}

/** The records name no task: one that `Data` does not name may be another's, and has no place among these. */
function mergeParameters(own: Json[], others: Json[], differences: Difference[]): Json[] {
  return own.map((item) => {
    const found: Difference[] = []
    const { merged } = pairUp([item], others.filter((other) => isNamedLike(item, other)).slice(0, 1), 'Name', found)
    const prefix = isObject(item) && typeof item.Name === 'string' ? `${item.Name} · ` : ''
    differences.push(...found.map((one) => ({ ...one, field: `${prefix}${one.field}` })))
    return merged[0] ?? item
  })
}

function isNamedLike(one: Json, other: Json): boolean {
  return isObject(one) && isObject(other) && sameName(one.Name, other.Name)
}

function sameName(one: Json | undefined, other: Json | undefined): boolean {
  return typeof one === 'string' && one !== '' && one === other
}

/** `"12"` and 12 say the same, and so do `SUCCESS` and 2; lists in another order do too. */
function isSame(one: Json, other: Json): boolean {
  const [text, otherText] = [canonical(one), canonical(other)]
  return text === otherText || (toNestedStatus(text) !== null && toNestedStatus(text) === toNestedStatus(otherText))
}

function canonical(value: Json): string {
  if (typeof value !== 'object' || value === null) return String(value)
  if (Array.isArray(value)) return `[${value.map(canonical).sort().join()}]`
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${entries.map(([key, item]) => `${key}:${canonical(item)}`).join()}}`
}

function isNothing(value: Json): boolean {
  return value === null || value === '' || (Array.isArray(value) && value.length === 0)
}

function toList(value: Json): Json[] {
  return Array.isArray(value) ? value : [value]
}
