import 'server-only'
import type { DetailSource } from './detail-source'
import { readObject, textOf } from './read-list'

/**
 * Any task with an AsyncRequestId, one call. 40 calls a second. It often answers with HTTP 504, and says `SUCCESS` where
 * tasks say `SUCCEED` (provider of another tool for it, read 2026-08).
 */
export const asyncRequest: DetailSource<'async-request'> = {
  name: 'async-request',
  action: 'DescribeAsyncRequestInfo',
  serves: ({ asyncRequestId }) => asyncRequestId !== null,
  async read({ scope, task, signal }) {
    const body = { AsyncRequestId: task.asyncRequestId }
    const { object, requestId } = await readObject(scope, asyncRequest.action, body, signal)
    const data = { status: textOf(object.Status), info: textOf(object.Info) }
    return {
      data: data.status === null && data.info === null ? null : data,
      matchedBy: 'async-request-id',
      bound: null,
      requestIds: requestId === null ? [] : [requestId],
    }
  },
}
