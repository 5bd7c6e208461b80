import 'server-only'
import { openAuditLog } from '@/lib/access/audit'
import { ConfigError, checkCredentials, config } from '@/lib/config'
import { shippedRules } from '@/lib/config/failure-rules-file'
import { logRulesUnasked } from '@/lib/http/log'
import { replicas } from '@/lib/replicas/replicas'

/** sysexits: EX_CONFIG. */
const MISCONFIGURED = 78
/** Set by `scripts/door.mjs`: who asks is taken from what it says. */
const DOOR = Symbol.for('cdb-tasks.door')
/** Set by `scripts/start.mjs`: what is wrong with the variables that the framework reads. */
const PROBLEMS_OF_START = Symbol.for('cdb-tasks.problems-of-start')

/** Ends the process with one readable message where it is not configured. */
export async function startUp(): Promise<void> {
  const problems = await findProblems()
  if (problems.length > 0) {
    process.stderr.write(startUpMessage(problems))
    process.exit(MISCONFIGURED)
  }
  const { demo, auditLog, auth, access } = config()
  if (!demo) openAuditLog(auditLog)
  if (auth.mode === 'none' && access().rules.length > 0) logRulesUnasked()
  // Read now: no reader waits for it, and a build that came without them does not start.
  shippedRules()
  // So that the first call knows how many there are. Bounded, and no failure: without Redis it goes on alone.
  await replicas().started
  process.once('SIGTERM', () => void replicas().leave())
}

async function findProblems(): Promise<string[]> {
  if (process.env.NODE_ENV === 'production' && !Object.hasOwn(globalThis, DOOR)) {
    return ['The server was started on its own. Start it with npm start or scripts/start.mjs, which guards its door.']
  }
  // Safe: the symbol is that of `scripts/start.mjs`, which puts a list there.
  const ofStart = (globalThis as unknown as Record<symbol, string[] | undefined>)[PROBLEMS_OF_START] ?? []
  try {
    return [...ofStart, ...(await checkCredentials(config()))]
  } catch (error) {
    if (error instanceof ConfigError) return [...ofStart, ...error.problems]
    throw error
  }
}

export function startUpMessage(problems: string[]): string {
  return [
    '',
    'cdb-tasks cannot start:',
    ...problems.map((problem) => `  - ${problem}`),
    '',
    'To look around without credentials: npm run demo. All variables are in README.md under "Configuration".',
    '',
    '',
  ].join('\n')
}
