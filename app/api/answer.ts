import 'server-only'
import type { NextRequest } from 'next/server'
import { renewSession } from '@/lib/access/renew-session'
import { type Viewer, verify } from '@/lib/access/viewer'
import { toProblem } from '@/lib/fleet/to-problem'
import { problemReply } from '@/lib/http/replies'

/** A route's reply to whoever is verified to ask, or the problem that kept it from one. */
export async function answer(request: NextRequest, read: (viewer: Viewer) => Promise<Response>): Promise<Response> {
  try {
    const viewer = await verify(request.headers)
    const response = await read(viewer)
    await renewSession(viewer, response.headers)
    return response
  } catch (error) {
    return problemReply(toProblem(error))
  }
}
