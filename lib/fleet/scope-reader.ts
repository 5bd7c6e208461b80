import 'server-only'
import { setMaxListeners } from 'node:events'
import type { Scope } from '@/lib/config'
import type { StartRange } from '@/lib/tasks/start-window'
import type { Task } from '@/lib/tasks/task'
import { taskKey } from '@/lib/tasks/task-locator'
import { askUpstream } from './ask-upstream'
import type { Fleet } from './fleet'
import type { TaskQuestion } from './task-question'

/** The most that one call returns. */
export const PAGE_ROWS = 100

export interface TasksOfPage {
  tasks: Task[]
  /** How many the service says there are. */
  totalCount: number
}

/** Asks one question of one scope, a page or a count at a time, and notes what it cost. Throws a ProblemError. */
export class ScopeReader {
  calls = 0
  requestId: string | null = null

  constructor(
    private readonly fleet: Fleet,
    readonly scope: Scope,
    readonly question: TaskQuestion,
    private readonly signal: AbortSignal,
  ) {
    setMaxListeners(0, signal)
  }

  async page(range: StartRange, offset: number, statuses = this.question.taskStatuses): Promise<TasksOfPage> {
    const { rows, totalCount } = await this.#ask(range, offset, PAGE_ROWS, statuses)
    return { tasks: rows.map(({ task }) => withOwnKey(task)), totalCount }
  }

  async count(range: StartRange, statuses = this.question.taskStatuses): Promise<number> {
    return (await this.#ask(range, 0, 1, statuses)).totalCount
  }

  async #ask(range: StartRange, offset: number, limit: number, taskStatuses: number[] | undefined) {
    const { instanceId, asyncRequestId, taskTypes } = this.question
    this.calls += 1
    const reply = await askUpstream(
      this.fleet,
      this.scope,
      {
        instanceId,
        asyncRequestId,
        taskTypes,
        taskStatuses,
        startTimeBegin: range.from ?? undefined,
        startTimeEnd: range.to,
        offset,
        limit,
      },
      this.signal,
      offset > 0 ? 'background' : 'interactive',
    )
    this.requestId = reply.requestId
    return reply
  }
}

/** By its job id, whatever its place on a page; a task without one keeps its stand-in, which two may share. */
function withOwnKey(task: Task): Task {
  const key = task.jobId.startsWith('~') ? task.key : taskKey(task)
  return key === task.key ? task : { ...task, key }
}
