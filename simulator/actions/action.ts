import type { RegionTasks } from '../region-tasks'

type ActionContext = { tasks: RegionTasks; nowMs: number }

/** Gives the fields of `Response` besides RequestId; throws ApiError. */
export type Action = (body: Record<string, unknown>, context: ActionContext) => Record<string, unknown>
