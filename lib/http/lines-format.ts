import 'server-only'
import { refuseParameters } from './strict-query'

const FORMATS = ['json', 'ndjson'] as const

/** `format`, which is `json` where it is left out, and the query without it. */
export function requireFormat(query: URLSearchParams): { format: (typeof FORMATS)[number]; rest: URLSearchParams } {
  const rest = new URLSearchParams(query)
  rest.delete('format')
  const [value = 'json', ...more] = query.getAll('format')
  const format = FORMATS.find((known) => known === value)
  if (more.length > 0) {
    refuseParameters([
      { parameter: 'format', value: query.getAll('format').join(' '), reason: 'repeated', allowed: [] },
    ])
  }
  if (!format) refuseParameters([{ parameter: 'format', value, reason: 'not-allowed', allowed: [...FORMATS] }])
  return { format, rest }
}
