import type { TaskList } from '../region-tasks'

type ActionContext = { tasks: TaskList; nowMs: number }

/** Gives the fields of `Response` besides RequestId; throws ApiError. */
export type Action = (body: Record<string, unknown>, context: ActionContext) => Record<string, unknown>
