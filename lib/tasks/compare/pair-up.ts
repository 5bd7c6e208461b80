/** One side is null where the other has no counterpart. */
export type Pair<Item> = [before: Item, after: Item | null] | [before: null, after: Item]

/** Items of the same key side by side, the first with the first; in the order of `before`, what only `after` has last. */
export function pairUp<Item>(before: Item[], after: Item[], keyOf: (item: Item) => string): Pair<Item>[] {
  const waiting = new Map<string, Item[]>()
  for (const item of after.toReversed()) {
    const key = keyOf(item)
    const others = waiting.get(key)
    if (others) others.push(item)
    else waiting.set(key, [item])
  }
  const taken = new Set<Item>()
  const pairs = before.map((item): Pair<Item> => {
    const twin = waiting.get(keyOf(item))?.pop() ?? null
    if (twin !== null) taken.add(twin)
    return [item, twin]
  })
  return [...pairs, ...after.filter((item) => !taken.has(item)).map((item): Pair<Item> => [null, item])]
}
