import { Cloud } from '../e2e/cloud'
import type { TasksPage } from '../lib/tasks/tasks-page'
import { fleetRegions } from '../simulator/regions'
import { untilBucketIsFull, untilWhole } from './ask'
import { type Measure, mean, seconds } from './measure'
import type { Stage } from './stage'
import { ALL_OF_IT, CLOUD } from './upstream'

const REGIONS = 20
const TASKS = 500
const TARGET = 1.2
/** The page polls every half second: the first poll is shifted from run to run, or the step would be what is measured. */
const FIRST_POLLS_MS = [50, 150, 250, 350, 450]

export async function measureSilentRegion(stage: Stage, isQuiet: boolean): Promise<Measure> {
  const fleet = fleetRegions(REGIONS + 1)
  const regions = Object.keys(fleet).slice(0, REGIONS)
  const silent = regions.at(REGIONS / 2) ?? ''
  const times: Record<'all' | 'others', number[]> = { all: [], others: [] }
  for (const [run, firstPollMs] of FIRST_POLLS_MS.entries()) {
    const once = async (kind: keyof typeof times) => {
      // A server of its own: nothing has been read before.
      const app = await stage.start(
        { ...ALL_OF_IT, CDB_TASKS_REGIONS: Object.keys(fleet).join() },
        { ...CLOUD, regions: fleet, tasksPerRegion: TASKS },
      )
      await untilWhole(app.url, `region=${Object.keys(fleet).at(-1)}`)
      await untilBucketIsFull()
      if (kind === 'others') await new Cloud(app.cloudUrl).fault({ kind: 'stall', region: silent })
      const isDone = (page: TasksPage) => areComplete(page, silent, REGIONS - 1)
      const { ms } = await untilWhole(app.url, `region=${regions.join()}&from=all&wait=first`, { firstPollMs, isDone })
      times[kind].push(ms)
      await app.stop()
    }
    for (const kind of run % 2 === 0 ? (['all', 'others'] as const) : (['others', 'all'] as const)) await once(kind)
  }
  const ratio = mean(times.others) / mean(times.all)
  return {
    what: `${REGIONS} regions, one of them silent: rows of the other ${REGIONS - 1} on the page, against none silent`,
    target: `≤ ${TARGET}×`,
    figure: `${ratio.toFixed(2)}×`,
    verdict: ratio <= TARGET ? 'met' : isQuiet ? 'MISSED' : 'undecided: the machine is busy',
    how:
      `${seconds(mean(times.others))} against ${seconds(mean(times.all))}, means of ${times.all.length} runs with ` +
      `${TASKS} tasks a region, each on a server that has read none of them; the others are complete, asked as the page ` +
      'asks (wait=first, then every half second)',
  }
}

function areComplete({ coverage }: TasksPage, besides: string, count: number): boolean {
  return coverage.scopes.filter(({ region, state }) => region !== besides && state === 'complete').length === count
}
