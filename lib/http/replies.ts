import 'server-only'
import type { Problem } from './problem'

const headers = { 'cache-control': 'private, no-store', 'x-content-type-options': 'nosniff' }

export function jsonReply(body: Uint8Array<ArrayBuffer> | string | object, status = 200): Response {
  const bytes = typeof body === 'string' || body instanceof Uint8Array ? body : JSON.stringify(body)
  return new Response(bytes, { status, headers: { ...headers, 'content-type': 'application/json; charset=utf-8' } })
}

export function problemReply(problem: Problem): Response {
  return new Response(JSON.stringify(problem), {
    status: problem.status,
    headers: { ...headers, ...headersOf[problem.status], 'content-type': 'application/problem+json; charset=utf-8' },
  })
}

/** What a status has to say beside its body. */
const headersOf: Record<number, Record<string, string>> = {
  401: { 'www-authenticate': 'Bearer realm="cdb-tasks"' },
  // As long as wrong tokens are remembered.
  429: { 'retry-after': '300' },
}
