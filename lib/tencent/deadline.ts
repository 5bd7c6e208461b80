import 'server-only'
import { UpstreamError } from './errors'

export interface DeadlineOptions {
  deadlineMs: number
  /** Aborted when the reader goes away. */
  signal?: AbortSignal
}

/**
 * Work that ends at its deadline or with its reader, whether it listens to its signal or not: the SDK's own timers
 * miss a body that drips, and it waits on for one that was cut short.
 *
 * The signal fires at the end of every call, also of one that went well: the SDK leaves the body of a refused reply
 * unread and its connection busy. Not AbortSignal.any: where only the call holds it, it is collected and never fires
 * (Node 20.20.2, tried 2026-08).
 */
export async function withDeadline<Value>(
  { deadlineMs, signal }: DeadlineOptions,
  work: (end: AbortSignal) => Promise<Value>,
): Promise<Value> {
  if (signal?.aborted) throw new UpstreamError('cancelled')
  const end = new AbortController()
  let timer: NodeJS.Timeout | undefined
  let leave = () => {}
  const cut = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new UpstreamError('timeout')), deadlineMs)
    leave = () => reject(new UpstreamError('cancelled'))
    signal?.addEventListener('abort', leave)
  })
  try {
    return await Promise.race([work(end.signal), cut])
  } finally {
    clearTimeout(timer)
    signal?.removeEventListener('abort', leave)
    end.abort()
  }
}
