import 'server-only'
import { z } from 'zod'
import type { Json } from '@/lib/tasks/json'
import { UpstreamError } from './errors'

/** What a reply of DescribeTasks must at least be; its items are read one by one, and none of them is ever refused. */
const replySchema = z.looseObject({
  Items: z.array(z.unknown()).nullish(),
  TotalCount: z.unknown(),
  RequestId: z.unknown(),
})

export interface WireReply {
  items: Json[]
  /** Null where it came as no count. */
  totalCount: number | null
  requestId: string | null
}

/** Throws `unreadable-reply` for what is no list of tasks: an outage must not look like “no results”. */
export function readReply(reply: unknown): WireReply {
  const parsed = replySchema.safeParse(reply)
  if (!parsed.success) throw new UpstreamError('unreadable-reply', { requestId: requestIdOf(reply) })
  const { Items, TotalCount } = parsed.data
  const totalCount = countOf(TotalCount)
  const requestId = requestIdOf(reply)
  if (!Items && totalCount !== 0) throw new UpstreamError('unreadable-reply', { requestId })
  // Safe: the SDK parsed the reply from JSON.
  return { items: ((Items ?? []) as Json[]).map(parseIfText), totalCount, requestId }
}

/** The documented page calls `Items` an array of strings: an item may be JSON within JSON. */
function parseIfText(item: Json): Json {
  if (typeof item !== 'string') return item
  try {
    // Safe: JSON.parse makes JSON.
    return JSON.parse(item) as Json
  } catch {
    return item
  }
}

function countOf(value: unknown): number | null {
  const count = typeof value === 'string' && /^\d{1,12}$/.test(value) ? Number(value) : value
  return typeof count === 'number' && Number.isInteger(count) && count >= 0 ? count : null
}

function requestIdOf(reply: unknown): string | null {
  const id = typeof reply === 'object' && reply !== null && 'RequestId' in reply ? reply.RequestId : null
  return typeof id === 'string' && id !== '' ? id : null
}
