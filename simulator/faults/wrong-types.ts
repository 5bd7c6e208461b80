const samples: Record<string, unknown[]> = {
  number: ['12', null, [3], {}, true, 'many'],
  string: [42, null, [], { text: 'x' }, false, 0],
  boolean: ['yes', 1, null],
  object: ['{}', 7, null, true],
  array: ['[]', { 0: 'x' }, 0, null],
}

function wrong(value: unknown, turn: number): unknown {
  const type = Array.isArray(value) ? 'array' : value === null ? 'object' : typeof value
  const others = samples[type] ?? [0]
  return others[turn % others.length]
}

/** Gives TotalCount and every field of every item a value of another type, the same in every call. */
export function withWrongTypes(response: Record<string, unknown>): Record<string, unknown> {
  const items = Array.isArray(response.Items) ? response.Items : []
  return {
    ...response,
    TotalCount: `${response.TotalCount}`,
    Items: items.map((item: object, row) =>
      Object.fromEntries(Object.entries(item).map(([key, value], column) => [key, wrong(value, row + column)])),
    ),
  }
}
