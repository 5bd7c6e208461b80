import type { Random } from './random'
import type { Story } from './stories'
import type { StatusName, TypeCode } from './vocabulary'

type Phase = { seconds: number; status: StatusName; from: number; to: number }

/** The phases a task goes through, then the state it ends in. */
export type Life = { phases: Phase[]; end: { status: StatusName; progress: number }; totalSeconds: number }

export type TaskState = { status: StatusName; progress: number; ended: boolean }

const usualSeconds: Record<TypeCode, [number, number]> = {
  1: [120, 1500],
  2: [2, 90],
  3: [25, 1800],
  4: [600, 3600],
  5: [15, 60],
  6: [50, 240],
  7: [20, 90],
  8: [60, 400],
  9: [180, 2400],
  10: [120, 2400],
  11: [180, 5400],
  12: [3, 60],
  13: [60, 300],
  14: [30, 120],
}

function phase(seconds: number, status: StatusName, from: number, to = from): Phase {
  return { seconds: Math.max(1, Math.round(seconds)), status, from, to }
}

type Draft = { initial: Phase; seconds: number; holdSeconds: number; stop: number; middle: number }
type Drawn = Omit<Life, 'totalSeconds'>

function succeeded(...phases: Phase[]): Drawn {
  return { phases, end: { status: 'SUCCEED', progress: 100 } }
}

const lives: Record<Story, (draft: Draft) => Drawn> = {
  succeeds: ({ initial, seconds }) => succeeded(initial, phase(seconds, 'RUNNING', 0, 100)),
  fails: ({ initial, seconds, stop }) => ({
    phases: [initial, phase(seconds / 2, 'RUNNING', 0, stop)],
    end: { status: 'FAILED', progress: stop },
  }),
  'is killed': ({ initial, seconds, stop }) => ({
    phases: [initial, phase(seconds / 2, 'RUNNING', 0, stop)],
    end: { status: 'KILLED', progress: stop },
  }),
  'is removed': ({ seconds, stop }) => ({
    phases: [phase(seconds / 4, 'INITIAL', 0), phase(seconds / 4, 'RUNNING', 0, stop)],
    end: { status: 'REMOVED', progress: stop },
  }),
  'runs long': ({ initial, holdSeconds }) => succeeded(initial, phase(holdSeconds, 'RUNNING', 1, 100)),
  'waits for the window': ({ initial, seconds, holdSeconds }) =>
    succeeded(initial, phase(holdSeconds, 'WAITING', 0), phase(seconds, 'RUNNING', 0, 100)),
  'waits for the switch': ({ initial, seconds, holdSeconds }) =>
    succeeded(
      initial,
      phase(seconds / 20, 'RUNNING', 0, 90),
      phase(holdSeconds, 'WAITING', 90),
      phase(60, 'RUNNING', 90, 100),
    ),
  'stays undefined': ({ seconds, holdSeconds }) =>
    succeeded(phase(holdSeconds, 'UNDEFINED', 0), phase(seconds, 'RUNNING', 0, 100)),
  'stays initial': ({ seconds, holdSeconds }) =>
    succeeded(phase(holdSeconds, 'INITIAL', 0), phase(seconds, 'RUNNING', 0, 100)),
  'is paused': ({ initial, seconds, holdSeconds, middle }) =>
    succeeded(
      initial,
      phase(seconds / 20, 'RUNNING', 0, middle),
      phase(holdSeconds, 'PAUSED', middle),
      phase(seconds, 'RUNNING', middle, 100),
    ),
  'rolls back': ({ initial, seconds, holdSeconds, stop }) => ({
    phases: [initial, phase(seconds / 20, 'RUNNING', 0, stop), phase(holdSeconds, 'ROLLBACKING', stop)],
    end: { status: 'FAILED', progress: stop },
  }),
}

/** `holdSeconds` is how long the stories that hold a state hold it. */
export function createLife(story: Story, type: TypeCode, holdSeconds: number, random: Random): Life {
  const [shortest, longest] = usualSeconds[type]
  const life = lives[story]({
    initial: phase(random.int(1, 8), 'INITIAL', 0),
    seconds: random.int(shortest, longest),
    holdSeconds,
    stop: random.chance(0.3) ? random.pick([0, 5]) : random.int(6, 92),
    middle: random.int(10, 80),
  })
  return { ...life, totalSeconds: life.phases.reduce((sum, each) => sum + each.seconds, 0) }
}

/** The same life in another time. */
export function stretched(life: Life, seconds: number): Life {
  const factor = seconds / life.totalSeconds
  const phases = life.phases.map((each) => phase(each.seconds * factor, each.status, each.from, each.to))
  return { ...life, phases, totalSeconds: phases.reduce((sum, each) => sum + each.seconds, 0) }
}

function phaseAt(life: Life, ageSeconds: number): { phase: Phase; inside: number } | undefined {
  if (ageSeconds >= life.totalSeconds) return undefined
  let inside = ageSeconds
  for (const each of life.phases) {
    if (inside < each.seconds) return { phase: each, inside }
    inside -= each.seconds
  }
  return undefined
}

export function statusAt(life: Life, ageSeconds: number): StatusName {
  return phaseAt(life, ageSeconds)?.phase.status ?? life.end.status
}

export function stateAt(life: Life, ageSeconds: number): TaskState {
  const at = phaseAt(life, ageSeconds)
  if (!at) return { ...life.end, ended: true }
  const { from, to, seconds, status } = at.phase
  return { status, progress: Math.floor(from + ((to - from) * at.inside) / seconds), ended: false }
}
