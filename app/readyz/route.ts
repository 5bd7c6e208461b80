import { readiness } from '@/lib/fleet/readiness'
import { jsonReply } from '@/lib/http/replies'

export function GET(): Response {
  const { ready, ...body } = readiness()
  return jsonReply(body, ready ? 200 : 503)
}
