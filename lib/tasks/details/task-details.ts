import type { Problem } from '@/lib/http/problem'
import type { Json } from '@/lib/json'
import type { Task } from '../task'

/** What each source adds to a task, in JSON as the BFF sends it. */
export interface DetailData {
  /** In the shape of the documented `Data`, so that the task's type describes both. */
  'import-records': Json
  'parameter-records': Json
  'rollback-detail': Json
  'clone-list': Json
  'async-request': AsyncRequestState
  'switch-records': InstanceEvent[]
  'alarm-events': InstanceEvent[]
  /** The records of parameters as events; of an instance, not of a task. */
  'parameter-events': InstanceEvent[]
  instances: InstanceNow[]
  'time-window': MaintenanceWindow[]
  'instance-tasks': Neighbours
}

export type DetailSourceName = keyof DetailData

/** What one source says of one task. */
export interface DetailOf<Name extends DetailSourceName> {
  source: Name
  /** The API that was asked, such as `DescribeDBImportRecords`. */
  action: string
  /** `nothing`: it answered, and has nothing of this task. */
  state: 'found' | 'nothing' | 'failed'
  /** What ties the answer to the task; null where it is about the instance as it is now. */
  matchedBy: MatchedBy | null
  /** Null unless found. */
  data: DetailData[Name] | null
  /** Where there is more than is read: how much was read, of how much. */
  bound: Bound | null
  requestIds: string[]
  /** UTC. */
  readAt: string
  /** Why it failed, or failed for some of the instances. */
  problem: Problem | null
}

export type MatchedBy = 'job-id' | 'async-request-id' | 'time' | 'instance'

export interface Bound {
  of: 'records' | 'instances' | 'tasks'
  read: number
  total: number
}

export type Detail = { [Name in DetailSourceName]: DetailOf<Name> }[DetailSourceName]

/** The first line of a streamed reply: what is known at once, and whose answers follow. */
export interface DetailsHead {
  asked: { source: DetailSourceName; action: string }[]
  past: TypicalDuration | null
}

/** The reply of `GET /api/tasks/{account}/{region}/{jobId}/details`. */
export interface TaskDetails extends DetailsHead {
  sources: Detail[]
}

/** How long finished tasks of one type took, over those that the server holds. */
export interface TypicalDuration {
  /** How many the numbers rest on. */
  count: number
  medianSeconds: number
  p95Seconds: number
  /** UTC; the earliest start among them. */
  since: string
}

export interface AsyncRequestState {
  status: string | null
  info: string | null
}

/** Something that happened to an instance. */
export interface InstanceEvent {
  kind: 'switch' | 'alarm' | 'parameter'
  /** The cloud's own word, such as `TRANSFER`, `Restart`; of a parameter its name. */
  name: string
  /** UTC; a time that cannot be read stands as it came. */
  at: string
  instanceId: string
  /** What else the cloud says of it, such as an alarm's node or a parameter's values. */
  note: string | null
  /** Whether an alarm was raised or cleared; that a parameter was not changed. Left out where neither is said. */
  stage?: 'raised' | 'cleared' | 'refused'
}

export interface InstanceNow {
  instanceId: string
  name: string | null
  /** The instance's own state, in a vocabulary of its own: 15 waits for a switch. */
  taskStatus: number | null
  tags: { key: string; value: string }[]
  /** What else the API says, under its names. */
  facts: Json
}

/** The reply of `GET /api/instances`. */
export interface InstancesPage {
  scopes: {
    account: string
    region: string
    instances: InstanceNow[]
    /** UTC. */
    readAt: string
    problem: Problem | null
  }[]
}

/** When the cloud may work on an instance, on the cloud's wall clock; Monday first. */
export interface MaintenanceWindow {
  instanceId: string
  /** Spans such as `18:00-20:00`, of Monday to Sunday. */
  days: string[][]
  /** Of that clock. */
  utcOffsetMinutes: number
}

/** What stood beside a task on its first instance, as locators can open it. */
export interface Neighbours {
  instanceId: string
  /** Newest first: of each kind the nearest few. */
  tasks: Neighbour[]
  /** How many of each were read and are not among them. */
  more: Record<Exclude<Neighbour['relation'], 'worked'>, number>
}

/** The little that a line needs. */
export interface Neighbour
  extends Pick<
    Task,
    'key' | 'account' | 'region' | 'jobId' | 'type' | 'typeWire' | 'status' | 'statusWire' | 'startedAt' | 'endedAt'
  > {
  relation: 'before' | 'during' | 'after' | 'worked'
}
