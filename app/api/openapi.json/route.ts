import { openApi } from '@/lib/http/openapi'
import { jsonReply } from '@/lib/http/replies'

const document = JSON.stringify(openApi())

export function GET(): Response {
  return jsonReply(document)
}
