import { z } from 'zod'
import { ApiError } from '../api-error'
import { requestStatus } from '../fleet/request-status'
import type { Action } from './action'
import { parseBody } from './parse-body'

const bodySchema = z.strictObject({ AsyncRequestId: z.string().min(1) })

export const describeAsyncRequestInfo: Action = {
  perSecond: 40,
  answer(body, { region, nowMs }) {
    const { AsyncRequestId } = parseBody(bodySchema, body)
    const request = region.request(AsyncRequestId, nowMs)
    if (!request) {
      throw new ApiError(
        'InvalidParameter.InvalidAsyncRequestId',
        `The AsyncRequestId ${AsyncRequestId} does not exist.`,
      )
    }
    return { Info: request.message, Status: requestStatus(request) }
  },
}
