import type { RunningApp } from '../e2e/app'
import { Cloud } from '../e2e/cloud'
import type { Task } from '../lib/tasks/task'
import { askDetails, askPage, untilBucketIsFull } from './ask'
import { callsByAction, sum } from './calls'
import type { Measure } from './measure'
import type { Stage } from './stage'
import { ALL_OF_IT, CLOUD } from './upstream'

const VIEWERS = 50
const REGION = 'ap-shanghai'
const QUERY = `region=${REGION}&size=100`
const KINDS = [
  'import-data failed',
  'modify-param succeed',
  'rollback succeed',
  'upgrade-master running',
  'sql-operation succeed',
]

type Calls = Record<string, number>

/** Twins whose tasks stand still: each drawer is opened by one on the one, and by all at once on the other. */
export async function measureDrawerViewers(stage: Stage): Promise<Measure> {
  const startedAtMs = Date.now()
  const start = () =>
    stage.start(
      { ...ALL_OF_IT, CDB_TASKS_REGIONS: REGION },
      { ...CLOUD, tasksPerRegion: 1_000, activeTasks: 20, now: () => startedAtMs },
    )
  const [crowded, lonely] = [await start(), await start()]
  const [ofMany, ofOne]: [Calls[], Calls[]] = [await opened(crowded, VIEWERS), await opened(lonely, 1)]
  await Promise.all([crowded.stop(), lonely.stop()])

  const total = (calls: Calls[]) => calls.reduce((calls, each) => calls + sum(each), 0)
  const different = ofMany.flatMap((calls, index) => differences(KINDS[index] ?? '', calls, ofOne[index] ?? {}))
  const each = ofMany.map((calls, index) => `${KINDS[index]} ${sum(calls)} against ${sum(ofOne[index] ?? {})}`)
  return {
    what: `${VIEWERS} viewers opening one drawer at once: upstream calls against one viewer`,
    target: '1×, of each action',
    figure: `${(total(ofMany) / total(ofOne)).toFixed(2)}×`,
    verdict: different.length === 0 ? 'met' : 'MISSED',
    how:
      `${each.join(', ')}; ` +
      (different.length === 0 ? 'each action was asked as often' : `not as often: ${different.join(', ')}`),
  }
}

async function opened(app: RunningApp, viewers: number): Promise<Calls[]> {
  const { tasks } = await askPage(app.url, QUERY)
  const cloud = new Cloud(app.cloudUrl)
  const calls: Calls[] = []
  for (const kind of KINDS) {
    const task = taskOf(kind, tasks)
    // A refresh of the list would be counted too.
    await untilBucketIsFull()
    await cloud.forgetCalls()
    await Promise.all(Array.from({ length: viewers }, () => askDetails(app.url, task)))
    calls.push(await callsByAction(app.cloudUrl))
  }
  return calls
}

function taskOf(kind: string, tasks: Task[]): Task {
  const ofInstance = tasks.filter(({ instanceIds }) => instanceIds.length > 0)
  // At some moments none of the type is in that status.
  const task =
    ofInstance.find(({ type, status }) => `${type} ${status}` === kind) ??
    ofInstance.find(({ type }) => kind.startsWith(`${type} `))
  if (!task) throw new Error(`No ${kind} is listed.`)
  return task
}

function differences(kind: string, many: Calls, one: Calls): string[] {
  const actions = [...new Set([...Object.keys(many), ...Object.keys(one)])]
  return actions
    .filter((action) => many[action] !== one[action])
    .map((action) => `${action} of ${kind} ${many[action] ?? 0} times against ${one[action] ?? 0}`)
}
