import { z } from 'zod'
import { createRandom } from '../fleet/random'
import type { TaskFacts } from '../fleet/task-facts'
import type { StatusName } from '../fleet/vocabulary'
import { asyncRequestIdOf } from '../fleet/wire'
import type { Action } from './action'
import { knownInstance } from './known-instance'
import { pageOf, pageParameters } from './paging'
import { parseBody } from './parse-body'
import { readTime } from './read-time'

const paging = { usual: 20, most: 100 }
const bodySchema = z.strictObject({
  InstanceId: z.string().min(1),
  StartTime: z.string().optional(),
  EndTime: z.string().optional(),
  ...pageParameters(paging),
})

const [initializing, running, succeeded, failed] = [0, 1, 2, 3]
const statuses: Record<StatusName, number> = {
  UNDEFINED: initializing,
  INITIAL: initializing,
  WAITING: initializing,
  RUNNING: running,
  PAUSED: running,
  ROLLBACKING: running,
  SUCCEED: succeeded,
  FAILED: failed,
  KILLED: failed,
  REMOVED: failed,
}

/** The record names its instance by an id that no other action knows. */
function internalId(instanceId: string): string {
  const random = createRandom(instanceId, 'internal')
  return [8, 4, 4, 4, 12].map((length) => random.hex(length)).join('-')
}

function toRecord(facts: TaskFacts) {
  const { task, state } = facts
  const [payload = {}] = facts.payload()
  return {
    Status: statuses[state.status],
    Code: facts.code,
    CostTime: payload.CostTime ?? null,
    InstanceId: internalId(task.instance.id),
    WorkId: String(1_000_000 + (task.jobId % 9_000_000)),
    FileName: payload.FileName,
    Process: state.progress,
    CreateTime: facts.startTime,
    FileSize: String(payload.FileSize),
    Message: facts.message,
    JobId: task.jobId,
    DbName: payload.Database,
    AsyncRequestId: asyncRequestIdOf(task),
  }
}

export const describeDbImportRecords: Action = {
  perSecond: 100,
  paging,
  answer(body, { region, nowMs }) {
    const parameters = parseBody(bodySchema, body)
    const { id } = knownInstance(region, parameters.InstanceId)
    const from = (readTime('StartTime', parameters.StartTime) ?? 0) / 1000
    const until = (readTime('EndTime', parameters.EndTime) ?? nowMs) / 1000
    const imports = region
      .factsOf(id, [3], nowMs)
      .filter(({ task }) => task.startSeconds >= from && task.startSeconds <= until)
    return pageOf(imports.map(toRecord), parameters)
  },
}
