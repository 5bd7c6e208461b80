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

function wrongFields(fields: object, turn: number): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).map(([key, value], column) => [key, wrong(value, turn + column)]))
}

/** Gives every field besides RequestId, or every field of every item, a value of another type, the same in every call. */
export function withWrongTypes({ RequestId, Items, ...fields }: Record<string, unknown>): Record<string, unknown> {
  if (!Array.isArray(Items)) return { ...wrongFields(fields, 0), RequestId }
  return {
    ...fields,
    TotalCount: `${fields.TotalCount}`,
    Items: Items.map((item: object, row) => wrongFields(item, row)),
    RequestId,
  }
}
