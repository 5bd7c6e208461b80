import { z } from 'zod'
import { toBeijingTime } from '../beijing-time'
import { parameterRanges } from './payloads'
import { createRandom } from './random'
import type { TaskFacts } from './task-facts'

/** A changed parameter, as DescribeInstanceParamRecords tells it. */
export type ParameterRecord = {
  InstanceId: string
  ParamName: string
  OldValue: string
  NewValue: string
  IsSucess: boolean
  ModifyTime: string
  IsSuccess: boolean
}

type Change = { name: string; oldValue: string; newValue: string; isSuccess: boolean; atSeconds: number }

const payloadSchema = z.object({
  Parameters: z.array(
    z.object({
      Name: z.string(),
      OldValue: z.string().default(''),
      CurrentValue: z.union([z.string(), z.number()]).transform(String),
      Code: z.number(),
    }),
  ),
})

const daySeconds = 24 * 3600
/** How far back the tasks go; the older records begin before. */
const taskDays = 31
const changeEverySeconds = 4 * daySeconds

function toRecord(instanceId: string, { name, oldValue, newValue, isSuccess, atSeconds }: Change): ParameterRecord {
  return {
    InstanceId: instanceId,
    ParamName: name,
    OldValue: oldValue,
    NewValue: newValue,
    IsSucess: isSuccess,
    ModifyTime: toBeijingTime(atSeconds * 1000),
    IsSuccess: isSuccess,
  }
}

/** One for each parameter of a task that has ended, within its span; none before. */
export function recordsOfTask({ task, state, payload }: TaskFacts): ParameterRecord[] {
  if (!state.ended) return []
  return payload().flatMap((each) => {
    const { Parameters } = payloadSchema.parse(each)
    const step = task.life.totalSeconds / (Parameters.length + 1)
    return Parameters.map(({ Name, OldValue, CurrentValue, Code }, index) =>
      toRecord(task.instance.id, {
        name: Name,
        oldValue: OldValue,
        newValue: CurrentValue,
        isSuccess: Code === 0,
        atSeconds: task.startSeconds + Math.floor(step * (index + 1)),
      }),
    )
  })
}

/** Those of the tasks that are listed no more, newest first: from a few up to some pages. */
export function olderRecords(instanceId: string, startedAtMs: number): ParameterRecord[] {
  const last = Math.floor((startedAtMs / 1000 - taskDays * daySeconds) / changeEverySeconds) - 1
  const changes = createRandom(instanceId, 'older').int(3, 90)
  return Array.from({ length: changes }, (_, index) => last - index).flatMap((slot) => {
    const random = createRandom(instanceId, 'older', slot)
    const atSeconds = slot * changeEverySeconds + random.int(0, changeEverySeconds - 1)
    return random.some(parameterRanges, random.int(1, 6)).map(({ name, values }) => {
      const oldValue = random.pick(values)
      const newValue = random.pick(values.filter((value) => value !== oldValue))
      return toRecord(instanceId, { name, oldValue, newValue, isSuccess: random.chance(0.9), atSeconds })
    })
  })
}
