import type { NextRequest } from 'next/server'
import { listInstances } from '@/lib/fleet/list-instances'
import { requireInstanceKeys } from '@/lib/http/instances-query'
import { jsonReply } from '@/lib/http/replies'
import { answer } from '../answer'

export function GET(request: NextRequest): Promise<Response> {
  return answer(request, async (viewer) => {
    return jsonReply(await listInstances(viewer, requireInstanceKeys(request.nextUrl.searchParams)))
  })
}
