import { existsSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { type Browser, chromium } from '@playwright/test'
import { startApp } from '../e2e/app'
import playwright from '../playwright.config'
import { measureFirstPaint } from './first-paint'
import { measureFromMemory, withBareHandler } from './from-memory'
import { idleShare } from './idle'
import { asTable, type Measure } from './measure'
import { measureScripts } from './scripts'

const UPSTREAM_MS = 80
const LONGEST_MS = 5 * 60_000

const ends = new Set<() => Promise<void>>()

if (!existsSync('.next/standalone/server.js') || !existsSync('.next/standalone/.next/static')) {
  console.error('There is no build to measure. Make it first: npm run build')
  process.exit(1)
}
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void giveUp(`Ended by ${signal}.`))
setTimeout(() => void giveUp('Not done after five minutes.'), LONGEST_MS).unref()

try {
  const idle = await idleShare()
  console.log(`${availableParallelism()} processors, ${(100 * idle).toFixed(0)} % idle before the start.\n`)
  const measures = [...(await inBrowser()), await fromMemory()]
  console.log(asTable(measures))
} finally {
  await endAll()
}

async function inBrowser(): Promise<Measure[]> {
  const browser = await launch()
  const app = await start({}, { latencyMs: UPSTREAM_MS })
  const measures = [...(await measureScripts(browser, app.url)), await measureFirstPaint(browser, app, UPSTREAM_MS)]
  await endAll()
  return measures
}

async function fromMemory(): Promise<Measure> {
  const startedAtMs = Date.now()
  // The tasks stand still, so that the list's bytes do.
  const app = await start(withBareHandler, { now: () => startedAtMs })
  return measureFromMemory(app)
}

async function start(...options: Parameters<typeof startApp>) {
  const app = await startApp(...options)
  ends.add(app.stop)
  return app
}

async function launch(): Promise<Browser> {
  const { findBrowser }: { findBrowser: () => Promise<string> } = await import(
    new URL('../scripts/browser.mjs', import.meta.url).href
  )
  const browser = await chromium.launch({
    executablePath: await findBrowser(),
    args: [...(playwright.use?.launchOptions?.args ?? []), '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1'],
    handleSIGINT: false,
    handleSIGTERM: false,
  })
  ends.add(() => browser.close())
  return browser
}

async function endAll() {
  const all = [...ends]
  ends.clear()
  await Promise.allSettled(all.map((end) => end()))
}

async function giveUp(why: string) {
  console.error(why)
  await endAll()
  process.exit(1)
}
