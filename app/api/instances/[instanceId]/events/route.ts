import type { NextRequest } from 'next/server'
import { askEvents, wholeEvents } from '@/lib/fleet/instance-events'
import { requireEventsRequest } from '@/lib/http/events-query'
import { linesReply } from '@/lib/http/lines-reply'
import { jsonReply } from '@/lib/http/replies'
import { answer } from '../../../answer'

interface Context {
  params: Promise<{ instanceId: string }>
}

export function GET(request: NextRequest, { params }: Context): Promise<Response> {
  return answer(request, async (viewer) => {
    const { instanceId: path } = await params
    const { instanceId, search, format } = requireEventsRequest(path, request.nextUrl.searchParams)
    const asked = await askEvents(viewer, instanceId, search, { signal: request.signal })
    return format === 'ndjson' ? linesReply(asked.head, asked.sources) : jsonReply(await wholeEvents(asked))
  })
}
