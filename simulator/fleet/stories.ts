import type { Random } from './random'
import type { TypeCode } from './vocabulary'

/** What becomes of a task; the last seven hold one state for long before they go on. */
export type Story =
  | 'succeeds'
  | 'fails'
  | 'is killed'
  | 'is removed'
  | 'runs long'
  | 'waits for the window'
  | 'waits for the switch'
  | 'stays undefined'
  | 'stays initial'
  | 'is paused'
  | 'rolls back'

/** The types that no place of the cycle is kept for, since they seldom fail: one of each three in each cycle. */
const seldomFailing = { first: [6, 7, 8], second: [9, 12, 13] } as const

/**
 * Any forty tasks in a row of one timetable hold every type and every state, any hundred and twenty the failure of every
 * type but the undocumented ones.
 */
const cycle: [Story, TypeCode | 'any' | keyof typeof seldomFailing][] = [
  ['succeeds', 5],
  ['runs long', 11],
  ['fails', 3],
  ['succeeds', 6],
  ['stays undefined', 11],
  ['succeeds', 2],
  ['fails', 2],
  ['waits for the switch', 11],
  ['succeeds', 7],
  ['succeeds', 8],
  ['stays initial', 10],
  ['fails', 5],
  ['succeeds', 9],
  ['is paused', 3],
  ['succeeds', 12],
  ['fails', 11],
  ['succeeds', 13],
  ['is killed', 3],
  ['succeeds', 1],
  ['fails', 10],
  ['succeeds', 4],
  ['rolls back', 11],
  ['succeeds', 14],
  ['succeeds', 10],
  ['fails', 3],
  ['is removed', 6],
  ['succeeds', 3],
  ['runs long', 3],
  ['fails', 1],
  ['succeeds', 11],
  ['succeeds', 'any'],
  ['fails', 'first'],
  ['waits for the window', 11],
  ['runs long', 10],
  ['succeeds', 5],
  ['fails', 'second'],
  ['fails', 3],
  ['succeeds', 'any'],
  ['succeeds', 2],
  ['succeeds', 'any'],
]

const commonTypes: TypeCode[] = [5, 5, 5, 5, 2, 2, 2, 2, 3, 3, 3, 11, 11, 6, 6, 7, 7, 1, 10, 9, 8, 12, 13]

export const cycleLength = cycle.length

export function storyAt(slot: number, random: Random): { story: Story; type: TypeCode } {
  const turn = Math.floor(slot / cycleLength)
  const [story, type] = cycle[slot - turn * cycleLength] ?? ['succeeds', 'any']
  if (type === 'any') return { story, type: random.pick(commonTypes) }
  if (typeof type === 'number') return { story, type }
  const types = seldomFailing[type]
  return { story, type: types[((turn % 3) + 3) % 3] ?? types[0] }
}

const lastingStories: { story: Story; type: TypeCode }[] = [
  { story: 'runs long', type: 11 },
  { story: 'waits for the switch', type: 11 },
  { story: 'runs long', type: 3 },
  { story: 'stays undefined', type: 11 },
]

/** For tasks that stay active for weeks. */
export function lastingStoryAt(turn: number): { story: Story; type: TypeCode } {
  return lastingStories[turn % lastingStories.length] ?? { story: 'runs long', type: 11 }
}
