import 'server-only'
import pino, { type Logger } from 'pino'
import type { AuthMode } from '@/lib/config/access/model'
import { logAuditFault } from '@/lib/http/log'
import { type Problem, type ProblemKind, problemKind } from '@/lib/http/problem'
import { isProblemError } from '@/lib/http/problem-error'
import { processWide } from '@/lib/process-wide'
import type { Viewer } from './viewer'

/** What can be asked for, in the words of the log. */
type AuditedQuestion = 'list' | 'export' | 'latest' | 'task' | 'details' | 'instances' | 'events'

export interface Told {
  rows: number
  /** The cloud's, of the calls that the answer stands on. */
  requestIds: string[]
}

type Outcome = 'ok' | ProblemKind

const MOST_REQUEST_IDS = 100
/** Of what somebody who is not known has asked. */
const MOST_CHARACTERS = 1_000

/** Writes down a read: who asked what, from where, and what was told. Throws what the read throws. */
export async function audited<Value>(
  viewer: Viewer,
  question: { what: AuditedQuestion; asked: string },
  read: () => Promise<Value>,
  tell: (value: Value) => Told | Promise<Told>,
): Promise<Value> {
  try {
    const value = await read()
    // A reply that goes on is told of once it has ended.
    void Promise.resolve(tell(value)).then(
      (told) => writeRead(viewer, question, 'ok', told),
      () => writeRead(viewer, question, 'cancelled', NOTHING),
    )
    return value
  } catch (error) {
    writeRead(viewer, question, isProblemError(error) ? problemKind(error.problem) : 'internal', NOTHING)
    throw error
  }
}

const NOTHING: Told = { rows: 0, requestIds: [] }

function writeRead(
  viewer: Viewer,
  { what, asked }: { what: string; asked: string },
  outcome: Outcome,
  told: Told,
): void {
  const { user, groups, mode, address } = viewer
  const requestIds = told.requestIds.slice(0, MOST_REQUEST_IDS)
  log()?.info({ user, groups, mode, from: address, what, asked, outcome, rows: told.rows, requestIds })
}

/** Somebody who is not known, or may see nothing. `asked` is a path with its query. */
export function auditRefusal(who: Asker, problem: Problem, asked: string | null): void {
  write(who, 'verify', problem, asked?.slice(0, MOST_CHARACTERS))
}

/** How it ended: well, or with a problem. */
export function auditSignIn(what: 'sign-in' | 'sign-out', who: Asker, problem: Problem | null = null): void {
  write(who, what, problem)
}

interface Asker {
  /** Null where nobody is known. */
  user: string | null
  groups?: string[]
  mode: AuthMode
  address: string
}

function write({ user, groups, mode, address }: Asker, what: string, problem: Problem | null, asked?: string): void {
  const outcome: Outcome = problem ? problemKind(problem) : 'ok'
  log()?.info({ user, groups, mode, from: address, what, asked, outcome, detail: problem?.detail })
}

/** A stream of its own: that file, else standard output, with a field that tells it apart. */
export function openAuditLog(file: string | null): void {
  const destination = pino.destination({ dest: file ?? 1, append: true, sync: true, mode: 0o600 })
  // A disk that is full takes the page from nobody; that lines are lost is told where somebody may see it.
  destination.on('error', logAuditFault)
  // Whoever moves the file away says so, as to other servers.
  if (file !== null) process.on('SIGHUP', () => destination.reopen())
  const options = {
    base: undefined,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: () => ({ stream: 'audit' }) },
  }
  held().log = pino(options, destination)
}

/** Undefined where nothing is audited: in the demo, and outside the server. */
function log(): Logger | undefined {
  return held().log
}

function held(): { log?: Logger } {
  return processWide('audit-log', () => ({}))
}
