import { existsSync } from 'node:fs'
import { type Browser, chromium } from '@playwright/test'
import playwright from '../playwright.config'
import { measureDetails } from './drawer-details'
import { measureReadable } from './drawer-readable'
import { measureDrawerViewers } from './drawer-viewers'
import { measureFirstPaint, startWithRegions } from './first-paint'
import { measureFromMemory, withBareHandler } from './from-memory'
import { measureGrowth } from './growth'
import { measureHeldMemory } from './held-memory'
import { idleShare, isQuiet } from './idle'
import { measureInMemory } from './in-memory'
import { measureInstanceNames } from './instance-names'
import { describeMachine } from './machine'
import { asTable, type Measure } from './measure'
import { measureOverLimit } from './over-limit'
import { measureRefresh } from './refresh'
import { measureScripts } from './scripts'
import { measureSilentRegion } from './silent-region'
import { measureSlowConnections } from './slow-connections'
import { Stage } from './stage'
import { LATENCY_MS } from './upstream'
import { measureViewers } from './viewers'
import { measureWholeWindow } from './whole-window'

const LONGEST_MS = 16 * 60_000

const stage = new Stage()

/** `npm run bench` measures all of it, `npm run bench -- fleet` a part. */
const parts = {
  page: [inBrowser],
  drawer: [
    async () => measureReadable(stage, await launch()),
    async () => [await measureDetails(stage, await launch())],
    async () => [await measureDrawerViewers(stage)],
  ],
  names: [async () => measureInstanceNames(stage)],
  memory: [fromMemory],
  fleet: [
    async () => measureWholeWindow(stage, await isQuiet()),
    async () => [await measureRefresh(stage)],
    async () => [await measureViewers(stage)],
    async () => [await measureInMemory(stage, await isQuiet())],
    async () => [await measureHeldMemory(stage)],
    async () => [await measureSilentRegion(stage, await isQuiet())],
  ],
  growth: [async () => measureGrowth(stage)],
  'slow-connections': [async () => [await measureSlowConnections(stage, await isQuiet())]],
} satisfies Record<string, (() => Promise<Measure[]>)[]>

type Part = keyof typeof parts

const asked = process.argv.slice(2)
const chosen = asked.filter((name): name is Part => Object.hasOwn(parts, name))
if (chosen.length < asked.length) {
  console.error(`The parts are ${Object.keys(parts).join(', ')}.`)
  process.exit(1)
}
if (!existsSync('.next/standalone/server.js') || !existsSync('.next/standalone/.next/static')) {
  console.error('There is no build to measure. Make it first: npm run build')
  process.exit(1)
}
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void giveUp(`Ended by ${signal}.`))
setTimeout(() => void giveUp('Not done after sixteen minutes.'), LONGEST_MS).unref()

const idle = await idleShare()
const measures: Measure[] = []
for (const part of chosen.length > 0 ? chosen : (Object.keys(parts) as Part[])) {
  for (const [step, measure] of parts[part].entries()) {
    console.error(`${part}, ${step + 1} of ${parts[part].length}`)
    try {
      measures.push(...(await measure()))
    } catch (error) {
      // One that breaks does not take the others with it.
      console.error(error)
      process.exitCode = 1
    }
    await stage.endAll()
  }
}
console.log(`${describeMachine()}; ${(100 * idle).toFixed(0)} % idle before the start.\n`)
console.log(asTable([...measures, measureOverLimit(stage)]))

async function inBrowser(): Promise<Measure[]> {
  const browser = await launch()
  const app = await startWithRegions(stage, LATENCY_MS)
  return [...(await measureScripts(browser, app.url)), await measureFirstPaint(browser, app, LATENCY_MS)]
}

async function fromMemory(): Promise<Measure[]> {
  const startedAtMs = Date.now()
  // The tasks stand still, so that the list's bytes do.
  return [await measureFromMemory(await stage.start(withBareHandler, { now: () => startedAtMs }))]
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
  stage.add(() => browser.close())
  return browser
}

async function giveUp(why: string) {
  console.error(why)
  await stage.endAll()
  process.exit(1)
}
