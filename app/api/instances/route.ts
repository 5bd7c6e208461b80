import type { NextRequest } from 'next/server'
import { verifyViewer } from '@/lib/access/viewer'
import { listInstances } from '@/lib/fleet/list-instances'
import { requireInstanceKeys } from '@/lib/http/instances-query'
import { jsonReply } from '@/lib/http/replies'
import { answer } from '../answer'

export function GET(request: NextRequest): Promise<Response> {
  return answer(async () => {
    const viewer = await verifyViewer()
    return jsonReply(await listInstances(viewer, requireInstanceKeys(request.nextUrl.searchParams)))
  })
}
