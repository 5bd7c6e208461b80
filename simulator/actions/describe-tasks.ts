import { z } from 'zod'
import { ApiError } from '../api-error'
import { documentedStatusCodes, documentedTypeCodes } from '../fleet/vocabulary'
import type { Action } from './action'
import { pageParameters } from './paging'
import { parseBody } from './parse-body'
import { readTime } from './read-time'

const paging = { usual: 20, most: 100 }

const codes = (known: readonly number[]) =>
  z.array(z.int().refine((code) => known.includes(code), { error: `must be one of ${known.join(', ')}` }))

const bodySchema = z.strictObject({
  InstanceId: z.string().min(1).optional(),
  AsyncRequestId: z.string().min(1).optional(),
  TaskTypes: codes(documentedTypeCodes).optional(),
  TaskStatus: codes(documentedStatusCodes).optional(),
  StartTimeBegin: z.string().optional(),
  StartTimeEnd: z.string().optional(),
  ...pageParameters(paging),
})

function toSet(values: number[] | undefined): Set<number> | undefined {
  return values && values.length > 0 ? new Set(values) : undefined
}

export const describeTasks: Action = {
  perSecond: 100,
  paging,
  answer(body, { tasks, nowMs }) {
    const parameters = parseBody(bodySchema, body)
    const query = {
      instanceId: parameters.InstanceId,
      asyncRequestId: parameters.AsyncRequestId,
      types: toSet(parameters.TaskTypes),
      statuses: toSet(parameters.TaskStatus),
      startedFromMs: readTime('StartTimeBegin', parameters.StartTimeBegin),
      startedUntilMs: readTime('StartTimeEnd', parameters.StartTimeEnd),
    }
    if (query.instanceId !== undefined && !tasks.knowsInstance(query.instanceId)) {
      throw new ApiError('InvalidParameter.InstanceNotFound', `The instance ${query.instanceId} is not found.`)
    }
    const { total, items } = tasks.find(query, parameters.Offset, parameters.Limit, nowMs)
    return { TotalCount: total, Items: items }
  },
}
