import { jsonReply } from '@/lib/http/replies'

/** The process answers; nothing else is asked. */
export function GET(): Response {
  return jsonReply({ status: 'alive' })
}
