import 'server-only'
import { z } from 'zod'
import type { Json } from '@/lib/json'
import { UpstreamError } from './errors'
import { readWireJson } from './wire-json'

/** What a reply of DescribeTasks must at least be; its items are read one by one, and none of them is ever refused. */
const replySchema = z.looseObject({
  Items: z.array(z.unknown()).nullish(),
  TotalCount: z.unknown().optional(),
  RequestId: z.unknown().optional(),
})

export interface WireReply {
  items: Json[]
  /** Null where it came as no count. */
  totalCount: number | null
  requestId: string | null
}

/**
 * Throws `unreadable-reply` for what is no list of tasks: an outage must not look like “no results”. No list at all is
 * an empty one only where the count says that nothing lies at the offset.
 */
export function readReply(reply: unknown, offset: number): WireReply {
  const parsed = replySchema.safeParse(reply)
  if (!parsed.success) throw new UpstreamError('unreadable-reply', { requestId: requestIdOf(reply) })
  const { Items, TotalCount } = parsed.data
  const totalCount = countOf(TotalCount)
  const requestId = requestIdOf(reply)
  if (!Items && (totalCount === null || totalCount > offset)) throw new UpstreamError('unreadable-reply', { requestId })
  // Safe: the SDK parsed the reply from JSON.
  return { items: ((Items ?? []) as Json[]).map(readWireJson), totalCount, requestId }
}

function countOf(value: unknown): number | null {
  const count = typeof value === 'string' && /^\d{1,12}$/.test(value) ? Number(value) : value
  return typeof count === 'number' && Number.isInteger(count) && count >= 0 ? count : null
}

function requestIdOf(reply: unknown): string | null {
  const id = typeof reply === 'object' && reply !== null && 'RequestId' in reply ? reply.RequestId : null
  return typeof id === 'string' && id !== '' ? id : null
}
