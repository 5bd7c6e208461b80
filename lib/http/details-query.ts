import 'server-only'
import { requireFormat } from './lines-format'
import { requireStart } from './strict-query'

export interface DetailsRequest {
  /** UTC; null where it is left out. */
  startedAt: string | null
  /** `ndjson`: a line as soon as a source has answered. */
  format: 'json' | 'ndjson'
}

/** `start` as in a task's address, and how the answer is wanted. */
export function requireDetailsRequest(query: URLSearchParams): DetailsRequest {
  const { format, rest } = requireFormat(query)
  return { startedAt: requireStart(rest), format }
}
