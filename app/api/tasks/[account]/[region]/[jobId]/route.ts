import type { NextRequest } from 'next/server'
import { getTask } from '@/lib/fleet/get-task'
import { jsonReply } from '@/lib/http/replies'
import { requireStart } from '@/lib/http/strict-query'
import { answer } from '../../../../answer'

interface Context {
  params: Promise<{ account: string; region: string; jobId: string }>
}

export function GET(request: NextRequest, { params }: Context): Promise<Response> {
  return answer(request, async (viewer) => {
    const locator = { ...(await params), startedAt: requireStart(request.nextUrl.searchParams) }
    const { task, raw, requestId } = await getTask(viewer, locator, { signal: request.signal })
    return jsonReply({ task, raw, requestId })
  })
}
