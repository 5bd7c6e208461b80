import 'server-only'
import { refuseParameters, requireStart } from './strict-query'

const FORMATS = ['json', 'ndjson'] as const

export interface DetailsRequest {
  /** UTC; null where it is left out. */
  startedAt: string | null
  /** `ndjson`: a line as soon as a source has answered. */
  format: (typeof FORMATS)[number]
}

/** `start` as in a task's address, and how the answer is wanted. */
export function requireDetailsRequest(query: URLSearchParams): DetailsRequest {
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
  return { startedAt: requireStart(rest), format }
}
