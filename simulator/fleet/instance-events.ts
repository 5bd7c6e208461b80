import { createRandom, type Random } from './random'
import type { TaskFacts } from './task-facts'
import type { TypeCode } from './vocabulary'

export type SwitchType = 'TRANSFER' | 'MASTER2SLAVE' | 'RECOVERY'

/** What happened to an instance: a switch, an alarm (1 for its begin, 0 for its end), or both in one. */
export type InstanceEvent = {
  atSeconds: number
  switchType?: SwitchType
  alarm?: { name: 'Switch' | 'Outofmemory' | 'Restart' | 'PlannedSwitch'; status: '1' | '0' }
}

/** The types that leave something behind when they succeed. */
export const eventfulTypes: readonly TypeCode[] = [7, 9, 11, 13]

/** What a task has done to its instance, all of it within the task's span. */
export function eventsOfTask({ task, state }: TaskFacts): InstanceEvent[] {
  if (state.status !== 'SUCCEED') return []
  const { startSeconds, endsAtSeconds } = task
  const random = createRandom(task.key, 'events')
  const nearEnd = Math.max(startSeconds, endsAtSeconds - random.int(1, 15))
  if (task.type === 7) return restart(startSeconds + Math.floor((nearEnd - startSeconds) / 3), nearEnd)
  if (task.type === 13) return [{ atSeconds: nearEnd, switchType: 'MASTER2SLAVE' }]
  return [{ atSeconds: nearEnd, switchType: 'TRANSFER', alarm: { name: 'PlannedSwitch', status: '1' } }]
}

function restart(fromSeconds: number, untilSeconds: number): InstanceEvent[] {
  return [
    { atSeconds: fromSeconds, alarm: { name: 'Restart', status: '1' } },
    { atSeconds: untilSeconds, alarm: { name: 'Restart', status: '0' } },
  ]
}

const accidents: ((at: number, random: Random) => InstanceEvent[])[] = [
  (at, random) => {
    const until = at + random.int(20, 180)
    const recovery: InstanceEvent[] = random.chance(0.5) ? [{ atSeconds: until + 60, switchType: 'RECOVERY' }] : []
    return [
      { atSeconds: at, switchType: 'MASTER2SLAVE', alarm: { name: 'Switch', status: '1' } },
      { atSeconds: until, alarm: { name: 'Switch', status: '0' } },
      ...recovery,
    ]
  },
  (at, random) => [
    { atSeconds: at, alarm: { name: 'Outofmemory', status: '1' } },
    ...restart(at + random.int(1, 9), at + random.int(20, 90)),
    { atSeconds: at + random.int(91, 300), alarm: { name: 'Outofmemory', status: '0' } },
  ],
  (at, random) => restart(at, at + random.int(15, 90)),
]

const daySeconds = 24 * 3600
const accidentEverySeconds = 6 * daySeconds
const historyDays = 60

/** What nobody planned: now and then something, the same after a restart of the simulator. */
export function accidentsOf(instanceId: string, startedAtMs: number, nowMs: number): InstanceEvent[] {
  const first = Math.floor((startedAtMs / 1000 - historyDays * daySeconds) / accidentEverySeconds)
  const last = Math.floor(nowMs / 1000 / accidentEverySeconds)
  return Array.from({ length: last - first + 1 }, (_, index) => first + index)
    .flatMap((slot) => {
      const random = createRandom(instanceId, 'accident', slot)
      if (!random.chance(0.35)) return []
      return random.pick(accidents)(slot * accidentEverySeconds + random.int(0, accidentEverySeconds - 1), random)
    })
    .filter(({ atSeconds }) => atSeconds <= nowMs / 1000)
}
