import type { NextRequest } from 'next/server'
import { listTasksAsJson } from '@/lib/fleet/list-tasks'
import { jsonReply } from '@/lib/http/replies'
import { requireListRequest } from '@/lib/http/strict-query'
import { answer } from '../answer'

export function GET(request: NextRequest): Promise<Response> {
  return answer(request, async (viewer) => {
    const { search, wait, retry } = requireListRequest(request.nextUrl.searchParams)
    return jsonReply(await listTasksAsJson(viewer, search, { wait, retry, signal: request.signal }))
  })
}
