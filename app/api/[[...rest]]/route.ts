import { problemOf } from '@/lib/http/problem-error'
import { problemReply } from '@/lib/http/replies'

export function GET(): Response {
  return problemReply(problemOf('not-found', { detail: 'The addresses of this API are listed in /api/openapi.json.' }))
}
