import { parseArgs } from 'node:util'
import { actions } from './actions/registry'
import { fleetRegions, mostRegions } from './regions'
import { DEMO_REGIONS, DEMO_SECRET_ID, DEMO_SECRET_KEY, startSimulator } from './server'

const { values } = parseArgs({
  options: {
    help: { type: 'boolean' },
    port: { type: 'string', default: '4400' },
    seed: { type: 'string' },
    latency: { type: 'string' },
    rate: { type: 'string' },
    regions: { type: 'string' },
    tasks: { type: 'string' },
    active: { type: 'string' },
  },
})

if (values.help) {
  console.log(`npm run simulator -- [option value]…

--port     4400 where left out
--regions  how many, 1 to ${mostRegions}; those of the demo where left out
--tasks    of each region
--active   of each region, at any time
--latency  milliseconds before each answer
--rate     calls of DescribeTasks a second that are answered, of one key; 100 where left out,
           and the limits of the other actions grow and shrink with it
--seed     another number makes another fleet

It answers DescribeTasks and what is asked about a task besides:
${[...actions.keys()].filter((name) => name !== 'DescribeTasks').join(', ')}.`)
  process.exit(0)
}

function toNumber(flag: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  const number = Number(text)
  if (text.trim() === '' || !Number.isFinite(number) || number < 0)
    throw new Error(`--${flag} ${text} is not a number.`)
  return number
}

const regionCount = toNumber('regions', values.regions)
if (regionCount !== undefined && (regionCount < 1 || regionCount > mostRegions))
  throw new Error(`--regions is 1 to ${mostRegions}.`)
const fleet = regionCount === undefined ? undefined : fleetRegions(regionCount)
const regions = fleet ? Object.keys(fleet) : DEMO_REGIONS

const simulator = await startSimulator({
  port: toNumber('port', values.port),
  seed: toNumber('seed', values.seed),
  latencyMs: toNumber('latency', values.latency),
  requestsPerSecond: toNumber('rate', values.rate),
  regions: fleet,
  tasksPerRegion: toNumber('tasks', values.tasks),
  activeTasks: toNumber('active', values.active),
})

console.log(`simulator  ${simulator.url}
control    ${simulator.url}/control/calls, /control/limit, /control/fault, /control/tasks, /control/reply

The server on it, in another terminal, after npm run build:

CDB_TASKS_ENDPOINT=${simulator.url} \\
CDB_TASKS_REGIONS=${regions.join(',')} \\
TENCENTCLOUD_SECRET_ID=${DEMO_SECRET_ID} \\
TENCENTCLOUD_SECRET_KEY=${DEMO_SECRET_KEY} \\
CDB_TASKS_AUTH=none npm start`)

let ending = false
async function end() {
  if (ending) return
  ending = true
  await simulator.close()
}
process.on('SIGTERM', end)
process.on('SIGINT', end)
