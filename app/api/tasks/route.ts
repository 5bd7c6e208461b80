import type { NextRequest } from 'next/server'
import { verifyViewer } from '@/lib/access/viewer'
import { listTasksAsJson } from '@/lib/fleet/list-tasks'
import { jsonReply } from '@/lib/http/replies'
import { requireTaskSearch } from '@/lib/http/strict-query'
import { answer } from '../answer'

export function GET(request: NextRequest): Promise<Response> {
  return answer(async () => {
    const viewer = await verifyViewer()
    const search = requireTaskSearch(request.nextUrl.searchParams)
    return jsonReply(await listTasksAsJson(viewer, search, { signal: request.signal }))
  })
}
