import 'server-only'
import type { Scope } from '@/lib/config'
import type { Bound, DetailData, DetailSourceName, MatchedBy } from '@/lib/tasks/details/task-details'
import type { Task } from '@/lib/tasks/task'

/** One sibling API that knows more of some tasks than DescribeTasks says. */
export interface DetailSource<Name extends DetailSourceName> {
  name: Name
  action: string
  serves: (task: Task) => boolean
  /** Throws an UpstreamError. */
  read: (asked: AskedTask) => Promise<Found<DetailData[Name]>>
}

export type AnyDetailSource = { [Name in DetailSourceName]: DetailSource<Name> }[DetailSourceName]

export interface AskedTask {
  scope: Scope
  task: Task
  /** Epoch milliseconds. */
  now: number
  signal: AbortSignal
}

export interface Found<Data> {
  /** Null where the source has nothing of the task. */
  data: Data | null
  matchedBy: MatchedBy | null
  bound: Bound | null
  requestIds: string[]
  /** Why some of the instances have no part in it. */
  missing?: unknown
}

/** Of a task with very many instances, the first of them are asked about. */
export const MOST_INSTANCES = 10
