import { toBeijingTime } from '../beijing-time'
import type { WireShape } from '../regions'
import { pickFailure } from './failures'
import { stateAt, type TaskState } from './life'
import { messageFor } from './messages'
import { type Payload, payloadFor } from './payloads'
import { createRandom, type Random } from './random'
import type { PlannedTask } from './timetable'

/** What the service knows of a task at a moment, whichever action tells it. */
export type TaskFacts = {
  task: PlannedTask
  state: TaskState
  code: number
  message: string
  startTime: string
  endTime: string | null
  /** Whether an upgrade is done in place. */
  isFastUpgrade: boolean
  /** Whether the task says so little that it has no list of attachments. */
  hasNoAttachments: boolean
  payload(): Payload[]
}

function endTime(task: PlannedTask, state: TaskState, shape: WireShape, random: Random): string | null {
  const unfinished = random.pick(
    shape === 'documented' ? ['0000-00-00 00:00:00', '', null] : ['0000-00-00 00:00:00', ''],
  )
  return state.ended ? toBeijingTime(task.endsAtSeconds * 1000) : unfinished
}

export function factsOf(task: PlannedTask, shape: WireShape, nowMs: number): TaskFacts {
  const state = stateAt(task.life, nowMs / 1000 - task.startSeconds)
  const random = createRandom(task.key, 'wire')
  const failure = pickFailure(task.type, random)
  return {
    task,
    state,
    code: state.status === 'FAILED' ? failure.code : 0,
    message: messageFor(task.type, state.status, failure, shape),
    startTime: toBeijingTime(task.startSeconds * 1000),
    endTime: endTime(task, state, shape, random),
    isFastUpgrade: random.pick(['0', '1']) === '1',
    hasNoAttachments: random.chance(0.1),
    payload: () => payloadFor(task, state, failure),
  }
}
