import 'server-only'
import { openAuditLog } from '@/lib/access/audit'
import { ConfigError, checkCredentials, config } from '@/lib/config'
import { shippedRules } from '@/lib/config/failure-rules-file'
import { replicas } from '@/lib/replicas/replicas'

/** sysexits: EX_CONFIG. */
const MISCONFIGURED = 78
/** Set by `scripts/door.mjs`: who asks is taken from what it says. */
const DOOR = Symbol.for('cdb-tasks.door')

/** Ends the process with one readable message where it is not configured. */
export async function startUp(): Promise<void> {
  const problems = await findProblems()
  if (problems.length > 0) {
    process.stderr.write(startUpMessage(problems))
    process.exit(MISCONFIGURED)
  }
  const { demo, auditLog } = config()
  if (!demo) openAuditLog(auditLog)
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
  try {
    return await checkCredentials(config())
  } catch (error) {
    if (error instanceof ConfigError) return error.problems
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
