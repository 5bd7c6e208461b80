import 'server-only'
import { setTimeout as pause } from 'node:timers/promises'
import type { Scope } from '@/lib/config'
import { type Problem, problemKind } from '@/lib/http/problem'
import { isProblemError } from '@/lib/http/problem-error'
import { REFRESH_MS } from '@/lib/tasks/refresh-interval'
import { resolveRange, type StartRange } from '@/lib/tasks/start-window'
import { isFinished } from '@/lib/tasks/task-status'
import type { Fleet } from './fleet'
import { readChanges } from './read-changes'
import { readTogether } from './read-together'
import { type Progress, readWhole } from './read-whole'
import { type Reading, trimmed } from './reading'
import { PAGE_ROWS, ScopeReader } from './scope-reader'
import { questionKey, type TaskQuestion } from './task-question'
import { toProblem } from './to-problem'

/**
 * Asked less than this ago an answer is shown again: a hair under the interval, or each poll of one tab would just miss
 * it. From when it was asked, so that one tab and a hundred cost the same however long the cloud takes.
 */
const FRESH_MS = REFRESH_MS * 0.99
/** But never sooner than this after it came. */
const LEAST_REST_MS = REFRESH_MS / 2
/** What failed since is not hidden behind rows older than this. */
const MOST_STALE_MS = 10 * 60_000
/** Who asks for what failed again does not wait for the interval, but a hundred who do cost one call a second. */
const RETRY_MS = 1_000
/** How long it stands that nothing is sent. */
const HELD_MS = 1_000
/** As few rows as these are simply read again: as many calls, and nothing to reason about. */
const FEW_ROWS = 300
/** Every page again after this long, whatever the counts say. */
const WHOLE_AGAIN_MS = 30 * 60_000
/** A list that does not add up is not read whole with every refresh. */
const WHOLE_PAUSE_MS = 60_000
/** A reading that nobody asks about any more is given up. */
const ABANDONED_MS = 20_000

let made = 0

interface Failure {
  problem: Problem
  at: number
}

/** One question in one scope: what is known of it, and at most one reading of it on the way. */
export class ScopeScan {
  /** The last that succeeded; null once it is too old to be shown beside a failure. */
  reading: Reading | null = null
  /** The rows so far of a first reading, or those that it brought before it failed. */
  progress: Progress | null = null
  /** Why the latest reading failed; null where it did not. */
  failure: Failure | null = null
  /** Differs whenever what is to be seen does. */
  version = 0
  /** Of this object, in this process. */
  readonly id = ++made
  #flight: Flight | null = null
  #endedAt = 0
  #askedAt = 0
  #isRetry = false

  constructor(
    private readonly fleet: Fleet,
    readonly scope: Scope,
    readonly question: TaskQuestion,
    readonly mostRows: number,
  ) {}

  get isReading(): boolean {
    return this.#flight !== null
  }

  /** Starts a reading unless there is one on the way or a fresh answer. Null where there is nothing to wait for. */
  freshen(retry = false): Flight | null {
    this.#askedAt = performance.now()
    this.#giveUpStale()
    if (this.#flight === null && !this.#isFresh(retry)) this.#flight = this.#takeOff(retry)
    this.#isRetry ||= retry
    return this.#flight
  }

  #giveUpStale(): void {
    const { failure, reading } = this
    if (!failure || !reading || Math.abs(this.fleet.now() - reading.readAt) <= MOST_STALE_MS) return
    this.reading = null
    this.version += 1
    this.fleet.scans.grew(this)
  }

  #isFresh(retry: boolean): boolean {
    const { failure, reading } = this
    const at = failure?.at ?? reading?.readAt
    if (at === undefined) return false
    if (retry && failure) return false
    // Nothing was sent: it costs nothing to look whether the way is open again.
    if (failure?.problem.retryAt) return isYounger(this.fleet.now() - failure.at, HELD_MS)
    const rested = this.fleet.now() - this.#endedAt
    return isYounger(this.fleet.now() - at, FRESH_MS) || isYounger(rested, LEAST_REST_MS)
  }

  #takeOff(retry: boolean): Flight {
    const controller = new AbortController()
    const at = this.fleet.now()
    this.#isRetry = retry
    const watch = setInterval(() => {
      if (performance.now() - this.#askedAt > ABANDONED_MS) controller.abort()
    }, ABANDONED_MS / 4)
    watch.unref()
    // The page is made anew for what differs only.
    let isNews = true
    let answer = () => {}
    const answered = new Promise<void>((resolve) => {
      answer = resolve
    })
    const rest = retry && this.failure ? RETRY_MS - Math.abs(this.fleet.now() - this.#endedAt) : 0
    const done = (rest > 0 ? pause(rest) : Promise.resolve())
      .then(() => this.#obtain(controller.signal, answer))
      .then(
        (reading) => {
          this.reading = reading
          this.progress = null
          this.failure = null
          this.fleet.scans.grew(this)
          this.fleet.progress.see(reading.tasks.values(), reading.readAt)
          this.fleet.progress.see(reading.earlier, reading.readAt)
        },
        (error) => {
          // Nobody waits for it any more: the next who asks begins anew.
          if (controller.signal.aborted) return
          const before = this.failure?.problem
          this.failure = { problem: isProblemError(error) ? error.problem : toProblem(error), at }
          isNews = JSON.stringify(before) !== JSON.stringify(this.failure.problem)
          this.#giveUpStale()
        },
      )
      .finally(() => {
        clearInterval(watch)
        this.#flight = null
        this.#endedAt = this.fleet.now()
        if (isNews) this.version += 1
        answer()
      })
    return { since: this.#askedAt, answered, done }
  }

  #obtain(signal: AbortSignal, answer: () => void): Promise<Reading> {
    const read = (held: Reading | null) => this.#read(held, signal, answer)
    const { shared } = this.fleet
    if (!shared) return read(this.reading)
    const isFresh = ({ readAt }: Reading) => isYounger(this.fleet.now() - readAt, FRESH_MS)
    return readTogether(shared, { key: scanKey(this), held: this.reading, isFresh, read, signal })
  }

  async #read(held: Reading | null, signal: AbortSignal, answer: () => void): Promise<Reading> {
    const reader = new ScopeReader(this.fleet, this.scope, this.question, signal)
    const at = this.fleet.now()
    const range = this.#range(held)
    try {
      const changed =
        held && this.#isWorthReadingChanges(held, range) ? await this.#change(reader, held, range, at) : null
      return changed ?? (await this.#readWhole(reader, held, range, at, answer))
    } catch (error) {
      const problem = isProblemError(error) ? error.problem : null
      if (!this.question.instanceId || !problem || problemKind(problem) !== 'instance-not-found') throw error
      return unknownInstance(problem, range, reader, at)
    }
  }

  /** Null where every page has to be read. */
  async #change(reader: ScopeReader, held: Reading, range: StartRange, at: number): Promise<Reading | null> {
    const { reading, addsUp } = await readChanges(reader, held, range, at)
    const fits = reading.gap !== 'capped' || reading.totalCount > this.mostRows
    if (addsUp && fits) return trimmed(reading, this.mostRows)
    return this.#mayReadWhole(held) ? null : { ...reading, gap: reading.gap ?? 'moving' }
  }

  #readWhole(reader: ScopeReader, held: Reading | null, range: StartRange, at: number, answer: () => void) {
    return readWhole(reader, range, {
      at,
      expected: held && held.gap !== 'capped' ? held.tasks.size : 0,
      mostRows: this.mostRows,
      onProgress: (progress) => {
        if (held) return
        // Who asked again sees that it is being read; by itself it would be called so and failed by turns.
        if (this.#isRetry) this.failure = null
        // What an attempt that failed has brought stands until this one has brought as much.
        if (progress.tasks.size >= (this.progress?.tasks.size ?? 0)) this.progress = progress
        this.version += 1
        answer()
      },
    })
  }

  /** The end never steps back, though a clock may: what was seen once is not lost to it. */
  #range(held: Reading | null): StartRange {
    const range = resolveRange(this.question, this.fleet.now())
    if (this.question.to !== null || !held) return range
    return { from: range.from, to: Math.max(range.to, held.range.to) }
  }

  #isWorthReadingChanges(held: Reading, { from }: StartRange): boolean {
    if (held.tasks.size <= FEW_ROWS && !this.#isSealed(held)) return false
    const reachesFurtherBack = held.gap !== 'capped' && (from ?? 0) < (held.range.from ?? 0)
    if (reachesFurtherBack) return false
    if (held.gap === 'moving' && this.#mayReadWhole(held)) return false
    return this.fleet.now() - held.wholeReadAt < WHOLE_AGAIN_MS
  }

  /** The range has an end, and all in it has ended: a count tells whether that is still all. */
  #isSealed({ tasks }: Reading): boolean {
    const isSeveralPages = tasks.size > PAGE_ROWS
    return isSeveralPages && this.question.to !== null && [...tasks.values()].every(({ status }) => isFinished(status))
  }

  #mayReadWhole({ wholeReadAt }: Reading): boolean {
    return Math.abs(this.fleet.now() - wholeReadAt) >= WHOLE_PAUSE_MS
  }
}

/** A clock that stepped back makes nothing younger. */
function isYounger(ageMs: number, thanMs: number): boolean {
  return ageMs >= 0 && ageMs < thanMs
}

/** Equal for equal questions of one scope, in every replica. */
export function scanKey({ scope, question, mostRows }: Pick<ScopeScan, 'scope' | 'question' | 'mostRows'>): string {
  return `${questionKey(scope, question)} ${mostRows}`
}

export interface Flight {
  /** When it took off, on the clock of `performance.now()`. */
  since: number
  /** With the first rows, or with its end. */
  answered: Promise<void>
  /** Never rejects: how it ended stands on the scan. */
  done: Promise<void>
}

/** An instance that this region does not have has no tasks in it. */
function unknownInstance(problem: Problem, range: StartRange, reader: ScopeReader, at: number): Reading {
  const { calls, requestId } = reader
  return {
    tasks: new Map(),
    earlier: [],
    range,
    gap: null,
    unknownInstance: problem,
    totalCount: 0,
    requestId,
    readAt: at,
    wholeReadAt: at,
    upstreamCalls: calls,
  }
}
