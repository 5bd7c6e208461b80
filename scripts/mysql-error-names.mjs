// Keeps the names of MySQL's server errors: node scripts/mysql-error-names.mjs. They are those of mysql2's table, which
// its package does not export. Run after an update of mysql2.
import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const FILE = fileURLToPath(new URL('../lib/tasks/failure/mysql-error-names.json', import.meta.url))
/** Below are those of the operating system and of MySQL's library, which no message shows as an error's own number. */
const FIRST_SERVER_ERROR = 1000

/** The table as the package has it, by number. */
export function namesOfTable() {
  const require = createRequire(import.meta.url)
  const table = require(join(dirname(require.resolve('mysql2/package.json')), 'lib/constants/errors.js'))
  return Object.fromEntries(
    Object.entries(table).filter(([code, name]) => Number(code) >= FIRST_SERVER_ERROR && typeof name === 'string'),
  )
}

export function keptNames() {
  return JSON.parse(readFileSync(FILE, 'utf8'))
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  writeFileSync(FILE, `${JSON.stringify(namesOfTable(), null, 2)}\n`)
  console.log(`${FILE}: ${Object.keys(namesOfTable()).length} names`)
}
