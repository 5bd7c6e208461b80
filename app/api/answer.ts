import 'server-only'
import { toProblem } from '@/lib/fleet/to-problem'
import { problemReply } from '@/lib/http/replies'

/** A route's reply, or the problem that kept it from one. */
export async function answer(read: () => Promise<Response>): Promise<Response> {
  try {
    return await read()
  } catch (error) {
    return problemReply(toProblem(error))
  }
}
