import 'server-only'
import pino from 'pino'
import { type Problem, problemKind } from './problem'

const log = pino({ base: undefined, timestamp: pino.stdTimeFunctions.isoTime })

export function logProblem(problem: Problem, call: LoggedCall): void {
  log.warn(problemFields(problem, call), 'upstream call failed')
}

export function logFault(error: unknown): void {
  log.error(faultFields(error), 'unforeseen error')
}

/** `reason` is a code, never a message: Redis's own may quote an address. */
export function logAlone(reason: string, replicas: number | null): void {
  log.warn({ reason, replicas }, 'Redis is away: this replica keeps to its own share of the limit')
}

export function logConnected(replicas: number): void {
  log.info({ replicas }, 'Redis is reached: limit and scans are shared')
}

export function logRulesUnasked(): void {
  log.warn('CDB_TASKS_AUTH=none: the access rules of the file are not asked, everybody who gets here sees everything')
}

/** Of the file that was read again. */
export function logRules(problems: string[], rules: number): void {
  if (problems.length === 0) log.info({ rules }, 'the access rules were read again')
  else log.error({ rules, problems }, 'the access rules cannot be read again: those from before still hold')
}

/** Of the file: its lines from here on are lost. */
export function logAuditFault({ code }: NodeJS.ErrnoException): void {
  log.error({ code }, 'the audit log cannot be written')
}

/** How far the clock of this machine is behind the cloud's, by its own word. */
export function logClock(behindSeconds: number): void {
  if (behindSeconds === 0) log.info('the clock of this machine is right again')
  else log.warn({ behindSeconds }, 'the clock of this machine is wrong: calls are signed with the time of the cloud')
}

interface LoggedCall {
  account: string
  region: string
  host: string
  action: string
  /** How often it was asked in vain. */
  attempts: number
  /** Of HTTP, where it was no reply of the API. */
  status: number | null
  /** Why there was no connection, in the system's word. */
  reason: string | null
}

/** These fields only: what the cloud wrote stays out of the log. */
export function problemFields(problem: Problem, call: LoggedCall) {
  const { code, requestId } = problem
  return { kind: problemKind(problem), code, requestId, ...call }
}

/** An error of our own making: its name and where it was thrown, without its message. */
export function faultFields(error: unknown) {
  const { name, stack = '' } = error instanceof Error ? error : { name: typeof error }
  const frames = stack.split('\n').filter((line) => /^\s+at /.test(line))
  return { kind: 'internal', name, frames: frames.slice(0, 10).map((line) => line.trim()) }
}
