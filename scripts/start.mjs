import { existsSync } from 'node:fs'
import { isIP } from 'node:net'
import { join, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { standAtTheDoor } from './door.mjs'
import { requireNode } from './node-version.mjs'

requireNode()

const root = fileURLToPath(new URL('..', import.meta.url))
const server = join(root, '.next/standalone/server.js')
const { env } = process

if (!existsSync(server) || !existsSync(join(root, '.next/standalone/.next/static'))) {
  console.error('There is no build to start. Make it first: npm run build')
  process.exit(1)
}

// The framework reads these before the configuration is looked at, and takes what it likes for what is no number.
const wrong = [
  ['PORT', 65_535],
  ['KEEP_ALIVE_TIMEOUT', 3_600_000],
].filter(([name, most]) => env[name] && !(/^\d{1,7}$/.test(env[name]) && Number(env[name]) <= most))
// Told with all else that is wrong; until then it does no harm.
globalThis[Symbol.for('cdb-tasks.problems-of-start')] = wrong.map(
  ([name, most]) => `${name} must be a number from 0 to ${most}.`,
)
for (const [name] of wrong) env[name] = '0'

// Containers export HOSTNAME as the machine's name, which would bind the server to who knows what.
if (env.HOSTNAME !== 'localhost' && isIP(env.HOSTNAME ?? '') === 0) env.HOSTNAME = '127.0.0.1'
env.PORT ||= '3000'
env.NODE_ENV = 'production'
env.NEXT_TELEMETRY_DISABLED ||= '1'
// Longer than load balancers keep an idle connection: the one that ends it first must not be this side.
env.KEEP_ALIVE_TIMEOUT ||= '65000'
// The door ends the process.
env.NEXT_MANUAL_SIG_HANDLE = '1'

// The server changes its working directory; paths are meant from where the command was given.
for (const [name, value] of Object.entries(env)) {
  const isPath = /^(CDB_TASKS_(AUDIT_LOG|CONFIG|FAILURE_RULES)|(CDB_TASKS|TENCENTCLOUD)_\w+_FILE)$/.test(name)
  if (isPath && value) env[name] = resolve(value)
}

// Whoever reads what is printed may end first. Unheard, the fault would be printed, and fail again, without end.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {})

standAtTheDoor(env.CDB_TASKS_PUBLIC_URL)
// In this process, so that signals reach it.
await import(pathToFileURL(server).href)
