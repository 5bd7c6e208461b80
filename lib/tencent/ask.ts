import 'server-only'
import { setTimeout as wait } from 'node:timers/promises'
import type { Scope } from '@/lib/config'
import type { UpstreamProblemKind } from '@/lib/http/problem'
import { call } from './client'
import { withDeadline } from './deadline'
import { toUpstreamError, type UpstreamError } from './errors'
import { laneOf } from './lanes'
import type { Priority } from './waiting-line'

/** One attempt, so that a second fits into the whole. */
const ATTEMPT_MS = 3_000
/** Everything: waiting for a turn, attempts, and the pauses between them. */
const ASK_DEADLINE_MS = 8_000
const MOST_TRIES = 3

/** The longest pause before the second try; it doubles, and chance takes any part of it. */
const PAUSE_MS: Partial<Record<UpstreamProblemKind, number>> = {
  throttled: 500,
  'upstream-fault': 100,
  network: 100,
  timeout: 100,
}

export interface AskOptions {
  /** Aborted when the reader goes away. */
  signal?: AbortSignal
  deadlineMs?: number
  /** Whose turn it is first, under the limit. */
  priority?: Priority
}

/**
 * Asks the cloud under its limit, and again where that is worth it: a refused rate, a fault of the cloud's own, a broken
 * way to it. What is wrong with the question or the key is never asked twice. Throws an UpstreamError, the last one.
 */
export async function ask(scope: Scope, action: string, body: object, options: AskOptions = {}): Promise<unknown> {
  const { signal, deadlineMs = ASK_DEADLINE_MS, priority } = options
  const { turns, budget } = laneOf(scope, action)
  const endsAt = performance.now() + deadlineMs
  const left = () => endsAt - performance.now()
  budget.earn()
  for (let tries = 1; ; tries++) {
    try {
      await withDeadline({ deadlineMs: left(), signal }, (end) => turns.take(end, priority))
      return await call(scope, action, body, { signal, deadlineMs: Math.min(ATTEMPT_MS, left()) })
    } catch (thrown) {
      const error = toUpstreamError(thrown)
      if (error.kind === 'throttled') turns.slowDown()
      const pause = pauseAfter(error, tries)
      if (pause === null || pause >= left() || !budget.spend()) throw error
      await withDeadline({ deadlineMs: left(), signal }, (end) => wait(pause, undefined, { signal: end }))
    }
  }
}

/** Milliseconds; null where asking again is of no use. */
function pauseAfter({ kind }: UpstreamError, tries: number): number | null {
  const longest = PAUSE_MS[kind]
  if (longest === undefined || tries >= MOST_TRIES) return null
  return Math.random() * longest * 2 ** (tries - 1)
}
