// Node's own modules only until the dependencies are installed.
import { spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

// The shell is the same engine without a browser's own windows, which take half of a small machine.
const NAMES = [
  'chromium-headless-shell',
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'chrome',
]
const MAC = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'

/**
 * The path of a Chromium for the tests: `CHROMIUM_PATH`, one that is there, Playwright's own download, or the
 * distribution's package where this process may install one. Ends the process with what to do where none can be had.
 */
export async function findBrowser() {
  const found = process.env.CHROMIUM_PATH ?? onPath() ?? (existsSync(MAC) ? MAC : null) ?? (await ofPlaywright())
  if (found) return found
  console.log('No browser found; fetching one …')
  if (run('npx', ['playwright', 'install', 'chromium'])) {
    const downloaded = await ofPlaywright()
    if (downloaded) return downloaded
  }
  if (process.getuid?.() === 0 && run('apt-get', ['update', '-qq'])) {
    const install = (browser) => run('apt-get', ['install', '-y', '-qq', browser, 'fonts-noto-cjk'])
    install('chromium-headless-shell') || install('chromium')
    const packaged = onPath()
    if (packaged) return packaged
  }
  console.error('The tests need a Chromium. Install one, or name it: CHROMIUM_PATH=/path/to/chromium npm test')
  process.exit(1)
}

function onPath() {
  const folders = (process.env.PATH ?? '').split(delimiter)
  return folders.flatMap((folder) => NAMES.map((name) => join(folder, name))).find(isExecutable) ?? null
}

async function ofPlaywright() {
  const { chromium } = await import('@playwright/test')
  const path = chromium.executablePath()
  return existsSync(path) ? path : null
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

function run(command, args) {
  const { status } = spawnSync(command, args, {
    stdio: 'inherit',
    timeout: 300_000,
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    shell: process.platform === 'win32',
  })
  return status === 0
}
