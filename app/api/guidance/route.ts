import type { NextRequest } from 'next/server'
import { guidance } from '@/lib/fleet/guidance'
import { jsonReply } from '@/lib/http/replies'
import { requireNoParameters } from '@/lib/http/strict-query'
import { localeOfRequest } from '@/lib/i18n/locale-of-request'
import { answer } from '../answer'

export function GET(request: NextRequest): Promise<Response> {
  return answer(request, async (viewer) => {
    requireNoParameters(request.nextUrl.searchParams)
    return jsonReply(guidance(viewer, localeOfRequest(request)))
  })
}
