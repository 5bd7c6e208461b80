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

/** `holdSeconds` is how long the stories that hold a state hold it. */
export function createLife(story: Story, type: TypeCode, holdSeconds: number, random: Random): Life {
  const seconds = random.int(...usualSeconds[type])
  const initial = phase(random.int(1, 8), 'INITIAL', 0)
  const stop = random.chance(0.3) ? random.pick([0, 5]) : random.int(6, 92)
  const middle = random.int(10, 80)
  const done = { status: 'SUCCEED', progress: 100 } as const
  const succeeded = (...phases: Phase[]) => ({ phases, end: done })
  const stopped = (status: StatusName, ...phases: Phase[]) => ({ phases, end: { status, progress: stop } })
  const lives: Record<Story, () => Omit<Life, 'totalSeconds'>> = {
    succeeds: () => succeeded(initial, phase(seconds, 'RUNNING', 0, 100)),
    fails: () => stopped('FAILED', initial, phase(seconds / 2, 'RUNNING', 0, stop)),
    'is killed': () => stopped('KILLED', initial, phase(seconds / 2, 'RUNNING', 0, stop)),
    'is removed': () => stopped('REMOVED', phase(seconds / 4, 'INITIAL', 0), phase(seconds / 4, 'RUNNING', 0, stop)),
    'runs long': () => succeeded(initial, phase(holdSeconds, 'RUNNING', 1, 100)),
    waits: () =>
      random.chance(0.5)
        ? succeeded(initial, phase(holdSeconds, 'WAITING', 0), phase(seconds, 'RUNNING', 0, 100))
        : succeeded(
            initial,
            phase(seconds / 20, 'RUNNING', 0, 90),
            phase(holdSeconds, 'WAITING', 90),
            phase(60, 'RUNNING', 90, 100),
          ),
    'stays undefined': () => succeeded(phase(holdSeconds, 'UNDEFINED', 0), phase(seconds, 'RUNNING', 0, 100)),
    'stays initial': () => succeeded(phase(holdSeconds, 'INITIAL', 0), phase(seconds, 'RUNNING', 0, 100)),
    'is paused': () =>
      succeeded(
        initial,
        phase(seconds / 20, 'RUNNING', 0, middle),
        phase(holdSeconds, 'PAUSED', middle),
        phase(seconds, 'RUNNING', middle, 100),
      ),
    'rolls back': () =>
      stopped('FAILED', initial, phase(seconds / 20, 'RUNNING', 0, stop), phase(holdSeconds, 'ROLLBACKING', stop)),
  }
  const life = lives[story]()
  return { ...life, totalSeconds: life.phases.reduce((sum, each) => sum + each.seconds, 0) }
}

export function stateAt(life: Life, ageSeconds: number): TaskState {
  let left = ageSeconds
  for (const { seconds, status, from, to } of life.phases) {
    if (left < seconds) return { status, progress: Math.floor(from + ((to - from) * left) / seconds), ended: false }
    left -= seconds
  }
  return { ...life.end, ended: true }
}
