import 'server-only'
import { setTimeout as wait } from 'node:timers/promises'
import type { Scope } from '@/lib/config'
import type { Problem } from '@/lib/http/problem'
import { cancelled } from '@/lib/http/problem-error'
import type { Retry } from '@/lib/tasks/scope-choice'
import { askedScopes } from './asked-scopes'
import type { Fleet } from './fleet'
import { isCapped } from './scans'
import type { Flight, ScopeScan } from './scope-scan'
import type { VisibleScope } from './scopes'
import { type TaskQuestion, widened } from './task-question'

/** The plain answer waits this long for scopes that are slow. */
export const ANSWER_DEADLINE_MS = 8_000
/** Once the first scope has answered the others have this long, where the reader would rather see a part now. */
const GRACE_MS = 300
/** Who asks for what failed again waits for that answer, which may have to rest a second first. */
const GRACE_OF_RETRY_MS = 2_000
/** Where instances are named by pattern, and the names are not known yet. */
const PATIENCE_FOR_NAMES_MS = 1_000
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
  scopes: VisibleScope[],
  question: TaskQuestion,
  { wait: waitFor = 'all', retry, deadlineMs = ANSWER_DEADLINE_MS, signal }: GatherOptions,
): Promise<ScopeScans[]> {
  if (signal?.aborted) throw cancelled()
  const asked = await askedScopes(fleet, scopes, question, waitFor === 'first' ? PATIENCE_FOR_NAMES_MS : deadlineMs)
  const all = asked.flatMap(({ scope, questions }) => questions.map((each) => ({ scope, question: each })))
  const choices = heldWider(fleet, all) ?? choicesOf(fleet, scansOf(fleet, all))
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
  return asked.map(({ scope, questions, problem }) => ({
    scope,
    problem,
    scans: choices.splice(0, questions.length).map(shownOf),
  }))
}

/** What stands for one scope: a scan of the whole, or one for each instance that the viewer may see. */
export interface ScopeScans {
  scope: Scope
  scans: ScopeScan[]
  /** Why there are no scans; null where there are, or where there is nothing to see. */
  problem: Problem | null
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

interface Asked {
  scope: Scope
  question: TaskQuestion
}

function scansOf(fleet: Fleet, asked: Asked[]): ScopeScan[] {
  const mostRows = fleet.scans.mostRows(asked.length)
  return asked.map(({ scope, question }) => fleet.scans.of(fleet, scope, question, mostRows))
}

/** Types and statuses can be told apart here too: where all rows are held already, be they old, they cost no call. */
function heldWider(fleet: Fleet, asked: Asked[]): Choice[] | null {
  if (!asked.some(({ question }) => question.taskTypes || question.taskStatuses)) return null
  const mostRows = fleet.scans.mostRows(asked.length)
  const held = asked.flatMap(({ scope, question }) => fleet.scans.peek(scope, widened(question), mostRows) ?? [])
  if (held.length < asked.length) return null
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
