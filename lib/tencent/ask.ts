import 'server-only'
import { setTimeout as wait } from 'node:timers/promises'
import { type Account, config, type Scope } from '@/lib/config'
import type { UpstreamProblemKind } from '@/lib/http/problem'
import { processWide } from '@/lib/process-wide'
import { call } from './client'
import { withDeadline } from './deadline'
import { endpointOf } from './endpoint'
import { toUpstreamError, type UpstreamError } from './errors'
import { RetryBudget } from './retry-budget'
import { TokenBucket } from './token-bucket'

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
  /** What nobody waits for at this moment lets the others go first. */
  priority?: 'interactive' | 'background'
}

/**
 * Asks the cloud under its limit, and again where that is worth it: a refused rate, a fault of the cloud's own, a broken
 * way to it. What is wrong with the question or the key is never asked twice. Throws an UpstreamError, the last one.
 */
export async function ask(scope: Scope, action: string, body: object, options: AskOptions = {}): Promise<unknown> {
  const { signal, deadlineMs = ASK_DEADLINE_MS } = options
  const { bucket, budget } = laneOf(scope)
  const endsAt = performance.now() + deadlineMs
  const left = () => endsAt - performance.now()
  budget.earn()
  for (let tries = 1; ; tries++) {
    try {
      await withDeadline({ deadlineMs: left(), signal }, (end) => bucket.take(end))
      return await call(scope, action, body, { signal, deadlineMs: Math.min(ATTEMPT_MS, left()) })
    } catch (thrown) {
      const error = toUpstreamError(thrown)
      if (error.kind === 'throttled') bucket.slowDown()
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

interface Lane {
  bucket: TokenBucket
  budget: RetryBudget
}

const lanes = processWide('lanes', () => new Map<string, Lane>())

/** The cloud counts by sub-account and host: all regions behind one host share a limit, and so do accounts with one key. */
function laneOf(scope: Scope): Lane {
  const name = `${keyOf(scope.account)} ${endpointOf(scope).host}`
  const known = lanes.get(name)
  if (known) return known
  const lane = { bucket: new TokenBucket(config().rate), budget: new RetryBudget() }
  lanes.set(name, lane)
  return lane
}

function keyOf({ name, credential }: Account): string {
  if (credential.kind !== 'keys') return `account ${name}`
  try {
    return `key ${credential.secretId()}`
  } catch {
    // Its file is gone: the call itself says so.
    return `account ${name}`
  }
}
