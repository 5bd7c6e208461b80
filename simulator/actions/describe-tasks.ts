import { z } from 'zod'
import { ApiError } from '../api-error'
import { fromBeijingTime } from '../beijing-time'
import { documentedStatusCodes, documentedTypeCodes } from '../fleet/vocabulary'
import type { Action } from './action'
import { parseBody } from './parse-body'

const codes = (known: readonly number[]) =>
  z.array(z.int().refine((code) => known.includes(code), { error: `must be one of ${known.join(', ')}` }))

const bodySchema = z.strictObject({
  InstanceId: z.string().min(1).optional(),
  AsyncRequestId: z.string().min(1).optional(),
  TaskTypes: codes(documentedTypeCodes).optional(),
  TaskStatus: codes(documentedStatusCodes).optional(),
  StartTimeBegin: z.string().optional(),
  StartTimeEnd: z.string().optional(),
  Offset: z.int().min(0).default(0),
  Limit: z.int().min(1).max(100).default(20),
})

function readTime(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  const epochMs = fromBeijingTime(text)
  if (epochMs === undefined) {
    throw new ApiError('InvalidParameter', `${name} does not have the form 2017-12-31 10:40:01.`)
  }
  return epochMs
}

function toSet(values: number[] | undefined): Set<number> | undefined {
  return values && values.length > 0 ? new Set(values) : undefined
}

export const describeTasks: Action = (body, { tasks, nowMs }) => {
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
}
