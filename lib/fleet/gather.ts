import 'server-only'
import { setTimeout as wait } from 'node:timers/promises'
import type { Scope } from '@/lib/config'
import { cancelled } from '@/lib/http/problem-error'
import type { Retry } from '@/lib/tasks/scope-choice'
import type { Fleet } from './fleet'
import { isCapped } from './scans'
import type { Flight, ScopeScan } from './scope-scan'
import { type TaskQuestion, widened } from './task-question'

/** The plain answer waits this long for scopes that are slow. */
export const ANSWER_DEADLINE_MS = 8_000
/** Once the first scope has answered the others have this long, where the reader would rather see a part now. */
const GRACE_MS = 300
/** Who asks for what failed again waits for that answer, which may have to rest a second first. */
const GRACE_OF_RETRY_MS = 2_000
/** Once all have answered, what little is left of most of them has this long. */
const REST_MS = 100

export interface GatherOptions {
  /** `first`: as soon as there is something of each scope, or of some while the others are slow. */
  wait?: 'all' | 'first'
  retry?: Retry | null
  deadlineMs?: number
  signal?: AbortSignal
}

/** The scans that answer a question, one a scope, each as fresh as the wait allows; a slow scope never holds the others. */
export async function gather(
  fleet: Fleet,
  scopes: Scope[],
  question: TaskQuestion,
  { wait: waitFor = 'all', retry, deadlineMs = ANSWER_DEADLINE_MS, signal }: GatherOptions,
): Promise<ScopeScan[]> {
  if (signal?.aborted) throw cancelled()
  const choices = heldWider(fleet, scopes, question) ?? choicesOf(fleet, scansOf(fleet, scopes, question))
  const scans = choices.flatMap(({ roomy, scan }) =>
    roomy ? [roomy, ...(roomy.failure && !roomy.reading ? [scan] : [])] : [scan],
  )
  const again = new Set(scans.filter(({ failure, scope }) => failure !== null && isAskedAgain(scope, retry)))
  const flights = scans.flatMap((scan) => scan.freshen(again.has(scan)) ?? [])
  const somethingIsThere = flights.length < scans.length
  if (flights.length > 0) {
    // Of a reading that has had its grace already, who asks on sees at once what has come.
    const graceMs = (again.size > 0 ? GRACE_OF_RETRY_MS : GRACE_MS) - youngestMs(flights)
    await enough(flights, { waitFor, somethingIsThere, graceMs, deadlineMs, signal })
  }
  return choices.map(shownOf)
}

/** One scope's scan under its share of the memory and, where that caps it and others need less, one with more room. */
interface Choice {
  scan: ScopeScan
  roomy: ScopeScan | null
}

/** Until the roomy one is read, the newest rows stand in for it. */
function shownOf({ scan, roomy }: Choice): ScopeScan {
  return roomy?.reading ? roomy : scan
}

function choicesOf(fleet: Fleet, scans: ScopeScan[]): Choice[] {
  const room = fleet.scans.roomBeside(scans)
  return scans.map((scan) => ({
    scan,
    roomy: room !== null && isCapped(scan) ? fleet.scans.of(fleet, scan.scope, scan.question, room) : null,
  }))
}

function scansOf(fleet: Fleet, scopes: Scope[], question: TaskQuestion): ScopeScan[] {
  const mostRows = fleet.scans.mostRows(scopes.length)
  return scopes.map((scope) => fleet.scans.of(fleet, scope, question, mostRows))
}

/** Types and statuses can be told apart here too: where all rows are held already, be they old, they cost no call. */
function heldWider(fleet: Fleet, scopes: Scope[], question: TaskQuestion): Choice[] | null {
  if (!question.taskTypes && !question.taskStatuses) return null
  const mostRows = fleet.scans.mostRows(scopes.length)
  const held = scopes.flatMap((scope) => fleet.scans.peek(scope, widened(question), mostRows) ?? [])
  if (held.length < scopes.length) return null
  const choices = choicesOf(fleet, held)
  return choices.every((choice) => shownOf(choice).reading?.gap === null) ? choices : null
}

interface Patience {
  waitFor: 'all' | 'first'
  /** Some scope has an answer that need not be waited for. */
  somethingIsThere: boolean
  graceMs: number
  deadlineMs: number
  signal?: AbortSignal
}

async function enough(
  flights: Flight[],
  { waitFor, somethingIsThere, graceMs, deadlineMs, signal }: Patience,
): Promise<void> {
  const end = new AbortController()
  const until = signal ? AbortSignal.any([signal, end.signal]) : end.signal
  const answered = flights.map((flight) => flight.answered)
  const first = somethingIsThere ? Promise.resolve() : Promise.race(answered)
  const all = Promise.all(flights.map((flight) => flight.done))
  const come =
    waitFor === 'all'
      ? all
      : Promise.race([
          all,
          Promise.all(answered).then(() => pause(REST_MS, until)),
          first.then(() => pause(Math.max(0, graceMs), until)),
        ])
  try {
    await Promise.race([come, pause(deadlineMs, until)])
  } finally {
    end.abort()
  }
  if (signal?.aborted) throw cancelled()
}

/** Ends early when the signal is aborted. */
function pause(ms: number, signal: AbortSignal): Promise<void> {
  return wait(ms, undefined, { signal, ref: false }).catch(() => {})
}

function youngestMs(flights: Flight[]): number {
  return performance.now() - Math.max(...flights.map(({ since }) => since))
}

function isAskedAgain({ account, region }: Scope, retry: GatherOptions['retry']): boolean {
  return retry === 'all' || (retry?.account === account.name && retry.region === region)
}
