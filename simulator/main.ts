import { parseArgs } from 'node:util'
import { DEMO_REGIONS, DEMO_SECRET_ID, DEMO_SECRET_KEY, startSimulator } from './server'

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '4400' },
    seed: { type: 'string' },
    latency: { type: 'string' },
    rate: { type: 'string' },
    tasks: { type: 'string' },
  },
})

function toNumber(flag: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  const number = Number(text)
  if (text.trim() === '' || !Number.isFinite(number) || number < 0)
    throw new Error(`--${flag} ${text} is not a number.`)
  return number
}

const simulator = await startSimulator({
  port: toNumber('port', values.port),
  seed: toNumber('seed', values.seed),
  latencyMs: toNumber('latency', values.latency),
  requestsPerSecond: toNumber('rate', values.rate),
  tasksPerRegion: toNumber('tasks', values.tasks),
})

console.log(`simulator  ${simulator.url}
SecretId   ${DEMO_SECRET_ID}
SecretKey  ${DEMO_SECRET_KEY}
regions    ${DEMO_REGIONS.join(', ')}
control    ${simulator.url}/control/calls, /control/fault, /control/tasks`)

let ending = false
async function end() {
  if (ending) return
  ending = true
  await simulator.close()
}
process.on('SIGTERM', end)
process.on('SIGINT', end)
