// Node's own modules only: on a fresh clone there is nothing else yet.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const stamp = join(root, '.next/sources.sha256')
const sources = [
  ...['app', 'components', 'lib', 'messages', 'public', 'simulator'],
  ...['instrumentation.ts', 'instrumentation-client.ts', 'proxy.ts', 'next.config.js', 'postcss.config.mjs'],
  ...['package.json', 'package-lock.json', 'tsconfig.json', 'scripts/assemble-standalone.mjs'],
]

/** `npm ci`, unless what is installed is what the lock file says. */
export function installIfChanged() {
  if (isInstalled()) return
  console.log('Installing dependencies (npm ci); the first time takes a minute …')
  const args = ['ci', '--include=dev', '--no-audit', '--no-fund']
  const npm = process.env.npm_execpath
  if (npm?.endsWith('.js')) run(process.execPath, [npm, ...args])
  else run('npm', args, { shell: process.platform === 'win32' })
}

/** The production build, unless the last one was made of the same sources. */
export function buildIfChanged() {
  const hash = hashOf(sources)
  const isBuilt = existsSync(join(root, '.next/standalone/server.js'))
  if (isBuilt && existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return
  console.log('Building …')
  const env = { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' }
  run(process.execPath, [join(root, 'node_modules/next/dist/bin/next'), 'build'], { env })
  run(process.execPath, [join(root, 'scripts/assemble-standalone.mjs')])
  writeFileSync(stamp, hash)
}

/** Compares the lock file with npm's own record of what it installed, which it writes last. */
function isInstalled() {
  const installed = readPackages('node_modules/.package-lock.json')
  const wanted = readPackages('package-lock.json')
  if (!installed || !wanted) return false
  const isSame = (path) => installed[path]?.version === wanted[path]?.version
  // Optional packages are often those of another platform.
  const required = Object.keys(wanted).filter((path) => path !== '' && !wanted[path].optional)
  return required.every(isSame) && Object.keys(installed).every(isSame)
}

function readPackages(path) {
  const file = join(root, path)
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).packages : null
}

function hashOf(paths) {
  const hash = createHash('sha256').update(process.version)
  for (const path of paths.flatMap(filesUnder)) {
    hash.update(`\0${path}\0`).update(readFileSync(join(root, path)))
  }
  return hash.digest('hex')
}

function filesUnder(path) {
  const full = join(root, path)
  if (!existsSync(full)) return []
  if (!statSync(full).isDirectory()) return /\.test\.tsx?$/.test(path) ? [] : [path]
  return readdirSync(full)
    .sort()
    .flatMap((name) => filesUnder(`${path}/${name}`))
}

function run(command, args, options) {
  const { error, status, signal } = spawnSync(command, args, { cwd: root, stdio: 'inherit', ...options })
  if (error) console.error(`${command} cannot be run: ${error.message}`)
  if (signal) process.kill(process.pid, signal)
  if (status !== 0) process.exit(status ?? 1)
}
