import { z } from 'zod'
import { requestStatus } from '../fleet/request-status'
import type { TaskFacts } from '../fleet/task-facts'
import { asyncRequestIdOf } from '../fleet/wire'
import type { Action } from './action'
import { knownInstance } from './known-instance'
import { pageOf, pageParameters } from './paging'
import { parseBody } from './parse-body'

const paging = { usual: 20, most: 100 }
const bodySchema = z.strictObject({
  InstanceId: z.string().min(1),
  AsyncRequestId: z.string().min(1).optional(),
  ...pageParameters(paging),
})

const payloadSchema = z.object({
  InstanceId: z.string(),
  RollbackTime: z.string(),
  Databases: z.array(z.object({ DatabaseName: z.string(), NewDatabaseName: z.string() })),
  DatabaseTables: z.array(
    z.object({
      Database: z.string(),
      Tables: z.array(z.object({ TableName: z.string(), NewTableName: z.string() })),
    }),
  ),
})

function toDetail(payload: unknown) {
  const { InstanceId, RollbackTime, Databases, DatabaseTables } = payloadSchema.parse(payload)
  const strategy = DatabaseTables.length === 0 ? 'db' : Databases.length === 0 ? 'table' : 'full'
  return {
    InstanceId,
    Strategy: strategy,
    RollbackTime,
    Databases,
    Tables: DatabaseTables.map(({ Database, Tables }) => ({ Table: Tables, Database })),
  }
}

/** It carries neither JobId nor AsyncRequestId. */
function toItem({ message, state, startTime, endTime, payload }: TaskFacts) {
  return {
    Info: message,
    Status: requestStatus(state),
    Progress: state.progress,
    StartTime: startTime,
    EndTime: endTime,
    Detail: payload().map(toDetail),
  }
}

export const describeRollbackTaskDetail: Action = {
  perSecond: 20,
  paging,
  answer(body, { region, nowMs }) {
    const { AsyncRequestId: wanted, ...parameters } = parseBody(bodySchema, body)
    const { id } = knownInstance(region, parameters.InstanceId)
    const rollbacks = region
      .factsOf(id, [1, 10], nowMs)
      .filter(({ task }) => wanted === undefined || asyncRequestIdOf(task) === wanted)
    return pageOf(rollbacks.map(toItem), parameters)
  },
}
