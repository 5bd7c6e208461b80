import { existsSync } from 'node:fs'
import { describeMachine } from '../bench/machine'
import { asTable, type Measure } from '../bench/measure'
import { Stage } from '../bench/stage'
import { measureOutage } from './outage'
import { measureQueries } from './queries/queries'
import { measureReplicas } from './replicas'
import { measureReplies } from './replies/replies'
import { measureSoak } from './soak'

const LONGEST_MS = 90 * 60_000

/** `npm run test:hardening` runs all of it, `npm run test:hardening -- <part>` one of its parts. */
const parts: Record<string, (stage: Stage) => Promise<Measure[]>> = {
  replies: measureReplies,
  queries: measureQueries,
  outage: measureOutage,
  replicas: measureReplicas,
  soak: measureSoak,
}

const stage = new Stage()
const asked = process.argv.slice(2)
const chosen = Object.entries(parts).filter(([name]) => asked.length === 0 || asked.includes(name))
if (asked.some((name) => !Object.hasOwn(parts, name))) {
  console.error(`The parts are ${Object.keys(parts).join(', ')}.`)
  process.exit(1)
}
if (!existsSync('.next/standalone/server.js') || !existsSync('.next/standalone/.next/static')) {
  console.error('There is no build to try. Make it first: npm run build')
  process.exit(1)
}
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void giveUp(`Ended by ${signal}.`))
setTimeout(() => void giveUp('Not done after ninety minutes.'), LONGEST_MS).unref()

const measures: Measure[] = []
for (const [part, measure] of chosen) {
  console.error(part)
  try {
    measures.push(...(await measure(stage)))
  } catch (error) {
    // One that breaks does not take the others with it.
    console.error(error)
    process.exitCode = 1
  }
  await stage.endAll()
}
if (measures.some(({ verdict }) => verdict === 'MISSED')) process.exitCode = 1
console.log(`${describeMachine()}\n`)
console.log(asTable(measures))

async function giveUp(why: string) {
  console.error(why)
  await stage.endAll()
  process.exit(1)
}
