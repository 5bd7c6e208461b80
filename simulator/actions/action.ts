import type { RegionTasks, TaskList } from '../region-tasks'
import type { Paging } from './paging'

type ActionContext = {
  /** The tasks as DescribeTasks lists them, whatever the faults make of that. */
  tasks: TaskList
  region: RegionTasks
  nowMs: number
}

export type Action = {
  /** How many calls of one key are answered in a second, as documented. */
  perSecond: number
  /** Undefined where the reply is no list. */
  paging?: Paging
  /** Gives the fields of `Response` besides RequestId; throws ApiError. */
  answer(body: Record<string, unknown>, context: ActionContext): Record<string, unknown>
}
