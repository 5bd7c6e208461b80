import 'server-only'
import { config, type Scope } from '@/lib/config'
import type { Json } from '@/lib/json'
import type { Task } from '@/lib/tasks/task'
import { toWallClock } from '@/lib/tasks/task-time'
import { type AskOptions, ask } from './ask'
import { readReply } from './describe-tasks-schema'
import { type Place, toTask, withUniqueKeys } from './to-task'

/** Everything that DescribeTasks can be asked. */
export interface TasksRequest {
  instanceId?: string
  asyncRequestId?: string
  /** The service's integers: numbers in the request, names in the reply. */
  taskTypes?: number[]
  taskStatuses?: number[]
  /** Epoch milliseconds; both ends are of the task's start. */
  startTimeBegin?: number
  startTimeEnd?: number
  offset: number
  /** At most 100. */
  limit: number
}

export interface TasksReply {
  rows: { task: Task; raw: Json }[]
  totalCount: number
  requestId: string | null
}

/** One page of one scope, in the order of the service; asked under its limit and again where that helps. Throws an UpstreamError. */
export async function describeTasks(scope: Scope, request: TasksRequest, options: AskOptions): Promise<TasksReply> {
  const { utcOffsetMinutes } = config()
  const reply = await ask(scope, 'DescribeTasks', toWire(request, utcOffsetMinutes), options)
  return toTasksReply(reply, request, { account: scope.account.name, region: scope.region, utcOffsetMinutes })
}

/** Throws an UpstreamError for what is no list of tasks. */
export function toTasksReply(
  reply: unknown,
  { offset, limit }: Pick<TasksRequest, 'offset' | 'limit'>,
  place: Place,
): TasksReply {
  const { items, totalCount, requestId } = readReply(reply, offset)
  const tasks = withUniqueKeys(items.map((raw) => toTask(raw, place)))
  const seen = tasks.length === 0 ? 0 : offset + tasks.length
  return {
    rows: tasks.map((task, index) => ({ task, raw: items[index] ?? null })),
    // Behind a full page whose count cannot be read there may be another: one more row than was seen leads to it.
    totalCount: totalCount === null && tasks.length >= limit ? seen + 1 : Math.max(totalCount ?? 0, seen),
    requestId,
  }
}

function toWire({ startTimeBegin, startTimeEnd, ...request }: TasksRequest, utcOffsetMinutes: number) {
  return {
    InstanceId: request.instanceId,
    AsyncRequestId: request.asyncRequestId,
    TaskTypes: request.taskTypes,
    TaskStatus: request.taskStatuses,
    StartTimeBegin: startTimeBegin === undefined ? undefined : toWallClock(startTimeBegin, utcOffsetMinutes),
    StartTimeEnd: startTimeEnd === undefined ? undefined : toWallClock(startTimeEnd, utcOffsetMinutes),
    Offset: request.offset,
    Limit: request.limit,
  }
}
