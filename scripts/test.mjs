// Everything that `.ci/run` and a person want to know: install, verify, build, and the built app in a real browser.
import { spawnSync } from 'node:child_process'
import { requireNode } from './node-version.mjs'

requireNode()

const { buildIfChanged, installIfChanged } = await import('./set-up.mjs')
const { findBrowser } = await import('./browser.mjs')
const { findRedisServer } = await import('./redis-server.mjs')
const { findReverseProxy } = await import('./reverse-proxy.mjs')

installIfChanged()
process.env.REDIS_SERVER_PATH = findRedisServer()
process.env.NGINX_PATH = findReverseProxy()
run(['run', 'verify'])
buildIfChanged()
process.env.CHROMIUM_PATH = await findBrowser()
run(['run', 'e2e', '--', ...process.argv.slice(2)])

function run(args) {
  const npm = process.env.npm_execpath
  const { status } = npm?.endsWith('.js')
    ? spawnSync(process.execPath, [npm, ...args], { stdio: 'inherit' })
    : spawnSync('npm', args, { stdio: 'inherit', shell: process.platform === 'win32' })
  if (status !== 0) process.exit(status ?? 1)
}
