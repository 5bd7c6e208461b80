import 'server-only'

interface Namesake {
  index: number
  /** The place of the first of this name. */
  first: number
}

/** Looked for in the file as it is written, so that they are told together with all else that is wrong. */
export function namesakesOf(content: unknown, list: string, key: string): Namesake[] {
  const entries = read(content, list)
  if (!Array.isArray(entries)) return []
  const names = entries.map((entry: unknown) => {
    const name = read(entry, key)
    return typeof name === 'string' ? name.trim() : null
  })
  return names.flatMap((name, index) => {
    const first = names.indexOf(name)
    return name !== null && first < index ? [{ index, first }] : []
  })
}

/** A property of what may be no object. */
export function read(content: unknown, key: string): unknown {
  return typeof content === 'object' && content !== null ? new Map(Object.entries(content)).get(key) : undefined
}
