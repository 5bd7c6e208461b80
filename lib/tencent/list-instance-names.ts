import 'server-only'
import type { Scope } from '@/lib/config'
import { DESCRIBE_INSTANCES } from './details/db-instances'
import { isId, readList, textOf } from './details/read-list'
import { UpstreamError } from './errors'

/** The most that one call returns. */
const MOST_ROWS = 2_000
/** Of a scope with more, who may see some by name sees none: a part would leave out what nobody knows of. */
const MOST_CALLS = 10

export interface InstanceNames {
  /** By id. */
  names: Map<string, string>
  requestIds: string[]
}

/** The name of every instance of a scope. Throws an UpstreamError. */
export async function listInstanceNames(scope: Scope, signal: AbortSignal): Promise<InstanceNames> {
  const names = new Map<string, string>()
  const requestIds: string[] = []
  for (let calls = 0, offset = 0; calls < MOST_CALLS; calls++) {
    const body = { Offset: offset, Limit: MOST_ROWS }
    const isReadable = ({ InstanceId }: { InstanceId?: unknown }) => typeof InstanceId === 'string'
    const page = await readList(scope, DESCRIBE_INSTANCES, body, signal, isReadable)
    for (const { InstanceId, InstanceName } of page.items) {
      if (isId(InstanceId)) names.set(String(InstanceId), textOf(InstanceName) ?? '')
    }
    if (page.requestId !== null) requestIds.push(page.requestId)
    offset += page.items.length
    if (page.items.length === 0 || offset >= page.total) return { names, requestIds }
  }
  throw new UpstreamError('unreadable-reply', { requestId: requestIds.at(-1) })
}
