import type { Json } from '@/lib/json'

type JsonObject = { [key: string]: Json }

/**
 * One object of a payload, read leniently. It remembers what was taken, so that `rest` is exactly what no description
 * has read yet.
 */
export class PayloadReader {
  #object: JsonObject
  #taken = new Set<string>()
  #rows = new Map<string, (PayloadReader | Json)[]>()
  #objects = new Map<string, PayloadReader>()

  constructor(object: JsonObject) {
    this.#object = object
  }

  /** The keys nobody has taken yet, in the order in which they came. */
  get unread(): string[] {
    return Object.keys(this.#object).filter((key) => !this.#taken.has(key))
  }

  has(key: string): boolean {
    return Object.hasOwn(this.#object, key)
  }

  /** Undefined where the key is missing; looking takes nothing. */
  peek(key: string): Json | undefined {
    return this.has(key) ? this.#object[key] : undefined
  }

  take(key: string): Json | undefined {
    this.#taken.add(key)
    return this.peek(key)
  }

  /** The objects of a list; whatever else stands in it, or in its place, stays unread. */
  takeRows(key: string): PayloadReader[] {
    const value = this.peek(key)
    if (!Array.isArray(value)) return []
    const rows = value.map((item) => (isObject(item) ? new PayloadReader(item) : item))
    this.#taken.add(key)
    this.#rows.set(key, rows)
    return rows.filter((row) => row instanceof PayloadReader)
  }

  /** An object under a key; anything else in its place stays unread. */
  takeObject(key: string): PayloadReader | null {
    const value = this.peek(key)
    if (value === undefined || !isObject(value)) return null
    const reader = new PayloadReader(value)
    this.#taken.add(key)
    this.#objects.set(key, reader)
    return reader
  }

  /** What was not read, with what its nested rows and objects did not read; null where all was. */
  rest(): JsonObject | null {
    const plain = this.unread.map((key): [string, Json] => [key, this.#object[key] ?? null])
    const objects = [...this.#objects].map(([key, reader]): [string, Json] => [key, reader.rest()])
    const rows = [...this.#rows].map(([key, list]): [string, Json] => {
      const left = list.flatMap((row) => (row instanceof PayloadReader ? (row.rest() ?? []) : [row]))
      return [key, left.length > 0 ? left : null]
    })
    const entries = [...plain, ...[...objects, ...rows].filter(([, left]) => left !== null)]
    return entries.length > 0 ? Object.fromEntries(entries) : null
  }
}

export function isObject(value: Json): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
