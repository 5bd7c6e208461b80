export type Random = {
  /** In [0, 1). */
  next(): number
  /** Both ends included. */
  int(min: number, max: number): number
  chance(probability: number): boolean
  /** Throws on an empty list. */
  pick<Value>(values: readonly Value[]): Value
  /** Different values, in the order of the list. */
  some<Value>(values: readonly Value[], count: number): Value[]
  hex(length: number): string
  text(length: number): string
}

const letters = 'abcdefghijklmnopqrstuvwxyz0123456789'

function hash(text: string): number {
  let value = 2166136261
  for (let index = 0; index < text.length; index++) {
    value = Math.imul(value ^ text.charCodeAt(index), 16777619)
  }
  return value >>> 0
}

/** The same parts give the same numbers for ever (FNV-1a into mulberry32). */
export function createRandom(...parts: (string | number)[]): Random {
  let state = hash(parts.join('/'))
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
  const int = (min: number, max: number) => min + Math.floor(next() * (max - min + 1))
  const characters = (alphabet: string, length: number) =>
    Array.from({ length }, () => alphabet.charAt(int(0, alphabet.length - 1))).join('')
  return {
    next,
    int,
    chance: (probability) => next() < probability,
    pick(values) {
      const value = values[int(0, values.length - 1)]
      if (value === undefined) throw new RangeError('There is nothing to pick from.')
      return value
    },
    some(values, count) {
      const left = values.map((value) => ({ value, rank: next() }))
      const ranks = left.map(({ rank }) => rank).sort((a, b) => a - b)
      const limit = ranks[Math.min(count, ranks.length) - 1] ?? -1
      return left.filter(({ rank }) => rank <= limit).map(({ value }) => value)
    },
    hex: (length) => characters('0123456789abcdef', length),
    text: (length) => characters(letters, length),
  }
}
