import 'server-only'
import { setTimeout as wait } from 'node:timers/promises'
import type { Scope } from '@/lib/config'
import type { UpstreamProblemKind } from '@/lib/http/problem'
import { call, restingCredentials } from './client'
import { withDeadline } from './deadline'
import { toUpstreamError, UpstreamError } from './errors'
import { gateOf } from './gates'
import { laneOf } from './lanes'
import type { Priority } from './waiting-line'

/** One attempt, so that a second fits into the whole. */
const ATTEMPT_MS = 3_000
/** Everything: waiting for a turn, attempts, and the pauses between them. */
const ASK_DEADLINE_MS = 8_000
const MOST_TRIES = 3
const LEAST_ATTEMPT_MS = 1_000

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
 * way to it, a signature with the wrong time, a session that has expired. What is wrong with the question or the key is
 * never asked twice, and what has kept failing is not asked at all for a while. Throws an UpstreamError, the last one.
 */
export async function ask(scope: Scope, action: string, body: object, options: AskOptions = {}): Promise<unknown> {
  const { signal, deadlineMs = ASK_DEADLINE_MS, priority } = options
  const { turns, budget } = laneOf(scope, action)
  const gate = gateOf(scope, action)
  const endsAt = performance.now() + deadlineMs
  const left = () => endsAt - performance.now()
  const mended = new Set<UpstreamProblemKind>()
  let last: UpstreamError | null = null
  let attempts = 0
  budget.earn()
  for (let tries = 1; ; tries++) {
    const held =
      (await gate.heldAtLast({ deadlineMs: left(), signal })) ??
      (await restingCredentials(scope, { deadlineMs: left(), signal }))
    if (held) throw last ?? held
    try {
      await withDeadline({ deadlineMs: left(), signal }, (end) => turns.take(end, priority))
      const tell = gate.enter()
      attempts += 1
      const attemptMs = Math.min(ATTEMPT_MS, left())
      return await call(scope, action, body, { signal, deadlineMs: attemptMs }).then(
        (reply) => {
          tell(null)
          return reply
        },
        (error: UpstreamError) => {
          tell(isTooSoon(error, attemptMs) ? new UpstreamError('cancelled') : error)
          throw error
        },
      )
    } catch (thrown) {
      const error = toUpstreamError(thrown)
      if (error.heldUntilMs !== null && gate.isTrying) {
        tries -= 1
        continue
      }
      if (error.heldUntilMs !== null) throw last ?? error
      last = error
      last.attempts = attempts
      if (error.kind === 'throttled') turns.slowDown()
      if (isMended(error) && !mended.has(error.kind)) {
        mended.add(error.kind)
        continue
      }
      const pause = pauseAfter(error, tries)
      if (pause === null || pause >= left() || !budget.spend()) throw error
      await withDeadline({ deadlineMs: left(), signal }, (end) => wait(pause, undefined, { signal: end }))
    }
  }
}

/** The next call will be signed with the cloud's time, or with a session lent anew; where there is none, its key rests. */
function isMended({ code, isClockCorrected }: UpstreamError): boolean {
  return isClockCorrected || code === 'AuthFailure.TokenFailure'
}

/** Who had hardly any time for an answer has learnt nothing of the cloud. */
function isTooSoon({ kind }: UpstreamError, attemptMs: number): boolean {
  return kind === 'timeout' && attemptMs < LEAST_ATTEMPT_MS
}

/** Milliseconds; null where asking again is of no use. */
function pauseAfter({ kind, retryAfterMs }: UpstreamError, tries: number): number | null {
  const longest = PAUSE_MS[kind]
  if (longest === undefined || tries >= MOST_TRIES) return null
  return Math.max(Math.random() * longest * 2 ** (tries - 1), retryAfterMs ?? 0)
}
