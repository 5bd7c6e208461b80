import { z } from 'zod'
import { toBeijingTime } from '../beijing-time'
import { createRandom } from '../fleet/random'
import type { TaskFacts } from '../fleet/task-facts'
import type { StatusName } from '../fleet/vocabulary'
import { regionIdOf } from '../zones'
import type { Action } from './action'
import { knownInstance } from './known-instance'
import { pageOf, pageParameters } from './paging'
import { parseBody } from './parse-body'

const paging = { usual: 20, most: 100 }
const bodySchema = z.strictObject({ InstanceId: z.string().min(1), ...pageParameters(paging) })

const statuses: Record<StatusName, string> = {
  UNDEFINED: 'initial',
  INITIAL: 'initial',
  RUNNING: 'running',
  PAUSED: 'running',
  ROLLBACKING: 'running',
  WAITING: 'wait_complete',
  SUCCEED: 'success',
  FAILED: 'failed',
  KILLED: 'failed',
  REMOVED: 'failed',
}

function toItem({ task, state, startTime, endTime }: TaskFacts, regionId: number) {
  const random = createRandom(task.key, 'clone')
  return {
    SrcInstanceId: task.instance.id,
    RollbackTargetTime: toBeijingTime((task.startSeconds - random.int(600, 5 * 86400)) * 1000),
    CloneJobId: task.jobId,
    SrcRegionId: regionId,
    TaskStatus: statuses[state.status],
    NewRegionId: regionId,
    RollbackStrategy: random.pick(['timepoint', 'timepoint', 'backupset']),
    StartTime: startTime,
    DstInstanceId: `cdb-${random.text(8)}`,
    EndTime: endTime,
  }
}

export const describeCloneList: Action = {
  perSecond: 20,
  paging,
  answer(body, { region, nowMs }) {
    const parameters = parseBody(bodySchema, body)
    const { id } = knownInstance(region, parameters.InstanceId)
    const regionId = regionIdOf(region.options.region)
    const clones = region.factsOf(id, [4], nowMs).map((facts) => toItem(facts, regionId))
    return pageOf(clones, parameters)
  },
}
