/** A page's query as the framework gives it. */
export type PageQuery = Record<string, string | string[] | undefined>

export function toSearchParams(query: PageQuery): URLSearchParams {
  const pairs = Object.entries(query).flatMap(([name, value = '']) => [value].flat().map((one) => [name, one]))
  return new URLSearchParams(pairs)
}
