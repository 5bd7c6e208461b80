const letters = 'abcdefghijklmnopqrstuvwxyz0123456789'

function hash(text: string): number {
  let value = 2166136261
  for (let index = 0; index < text.length; index++) {
    value = Math.imul(value ^ text.charCodeAt(index), 16777619)
  }
  return value >>> 0
}

/** The same seed gives the same numbers for ever (FNV-1a into mulberry32). */
export class Random {
  private state: number

  constructor(seed: string) {
    this.state = hash(seed)
  }

  /** In [0, 1). */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }

  /** Both ends included. */
  int(min: number, max: number): number {
    return min + Math.floor(this.next() * (max - min + 1))
  }

  chance(probability: number): boolean {
    return this.next() < probability
  }

  /** Throws on an empty list. */
  pick<Value>(values: readonly Value[]): Value {
    const value = values[this.int(0, values.length - 1)]
    if (value === undefined) throw new RangeError('There is nothing to pick from.')
    return value
  }

  /** Different values, in the order of the list. */
  some<Value>(values: readonly Value[], count: number): Value[] {
    const ranks = values.map(() => this.next())
    const limit = ranks.toSorted((a, b) => a - b)[Math.min(count, ranks.length) - 1] ?? -1
    return values.filter((_, index) => (ranks[index] ?? 1) <= limit)
  }

  hex(length: number): string {
    return this.characters('0123456789abcdef', length)
  }

  text(length: number): string {
    return this.characters(letters, length)
  }

  private characters(alphabet: string, length: number): string {
    let text = ''
    for (let left = length; left > 0; left--) text += alphabet.charAt(this.int(0, alphabet.length - 1))
    return text
  }
}

export function createRandom(...parts: (string | number)[]): Random {
  return new Random(parts.join('/'))
}
