import type { NextRequest } from 'next/server'
import { askDetails, whole } from '@/lib/fleet/task-details'
import { requireDetailsRequest } from '@/lib/http/details-query'
import { linesReply } from '@/lib/http/lines-reply'
import { jsonReply } from '@/lib/http/replies'
import { answer } from '../../../../../answer'

interface Context {
  params: Promise<{ account: string; region: string; jobId: string }>
}

export function GET(request: NextRequest, { params }: Context): Promise<Response> {
  return answer(request, async (viewer) => {
    const { startedAt, format } = requireDetailsRequest(request.nextUrl.searchParams)
    const asked = await askDetails(viewer, { ...(await params), startedAt }, { signal: request.signal })
    return format === 'ndjson' ? linesReply(asked.head, asked.sources) : jsonReply(await whole(asked))
  })
}
