// Node's own modules only until the dependencies are installed.
import { existsSync } from 'node:fs'
import { installPackage, onPath, runProgram } from './programs.mjs'

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
  const found = process.env.CHROMIUM_PATH ?? onPath(NAMES) ?? (existsSync(MAC) ? MAC : null) ?? (await ofPlaywright())
  if (found) return found
  console.log('No browser found; fetching one …')
  if (runProgram('npx', ['playwright', 'install', 'chromium'])) {
    const downloaded = await ofPlaywright()
    if (downloaded) return downloaded
  }
  installPackage(['chromium-headless-shell', 'chromium'], ['fonts-noto-cjk'])
  const packaged = onPath(NAMES)
  if (packaged) return packaged
  console.error('The tests need a Chromium. Install one, or name it: CHROMIUM_PATH=/path/to/chromium npm test')
  process.exit(1)
}

async function ofPlaywright() {
  const { chromium } = await import('@playwright/test')
  const path = chromium.executablePath()
  return existsSync(path) ? path : null
}
