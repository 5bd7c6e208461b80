import { setMaxListeners } from 'node:events'
import { setTimeout as wait } from 'node:timers/promises'
import type { Measure } from '../bench/measure'
import { seconds } from '../bench/measure'
import type { Stage } from '../bench/stage'
import { LATENCY_MS } from '../bench/upstream'
import type { RunningApp } from '../e2e/app'
import { type DownForm, downForms, Front } from './front'
import { countUnhandled } from './unhandled'
import { type Shown, Viewer } from './viewer'

const VIEWERS = 200
const DOWN_FROM_MS = 20_000
const DOWN_MS = 20_000
const END_MS = 60_000
const BACK_TARGET_MS = 10_000
const PROBE_EVERY_MS = 5_000
/** A refresh that is due, the longest that a reading may take to fail, and the answer of it. */
const MOST_UNLABELLED_MS = 15_000

const REGIONS = ['ap-guangzhou', 'ap-shanghai']
/** One region, the same under other filters, one that the service is asked for apart, and both. */
const VIEWS = [
  `region=${REGIONS[0]}`,
  `region=${REGIONS[0]}&status=failed`,
  `region=${REGIONS[0]}&from=-7d`,
  `region=${REGIONS.join()}`,
]

/** The cloud that is looked at, and the app's environment on the way to it. */
const OUTAGE_CLOUD = { latencyMs: LATENCY_MS, tasksPerRegion: 1_000, activeTasks: 20 }
function outageEnv(front: Front) {
  return { CDB_TASKS_REGIONS: REGIONS.join(), CDB_TASKS_ENDPOINT: front.url }
}

interface Outage {
  emptyScreens: number
  /** Viewers who never saw rows before it went down. */
  neverRows: number
  /** Screens with rows older than any refresh takes, and nothing that says so. */
  unlabelled: number
  /** Viewers who were told that their rows are old, while it was down: where nothing runs, the page asks rarely. */
  toldOld: number
  attempts: number
  inFlight: number
  /**
   * Five that fail, those in flight, a probe every five seconds, and the first call of each region that had not failed:
   * where the host as a whole is held.
   */
  allowed: number
  /** The same where each region is held apart. */
  allowedByRegion: number
  /** From the return to when the last of those had rows of a reading that has ended since; infinite where one never had. */
  backMs: number
  statuses: Record<number, number>
  unhandled: number
}

interface Schedule {
  viewers: number
  downMs: number
  /** Resolves when it is time to go down. */
  beforeDown: (viewers: readonly Watched[]) => Promise<void>
  /** Resolves when it is time to stop looking. */
  afterReturn: (viewers: readonly Watched[]) => Promise<void>
}

interface Watched {
  hasRows: boolean
  toldOld: boolean
  /** Milliseconds after the return; null before. */
  backAfterMs: number | null
}

/** `front` leads to the app's cloud. All viewers are gone when it resolves. */
async function watchOutage(
  app: RunningApp,
  front: Front,
  form: DownForm,
  { viewers: count, downMs, beforeDown, afterReturn }: Schedule,
): Promise<Outage> {
  const end = new AbortController()
  setMaxListeners(0, end.signal)
  const statuses: Record<number, number> = {}
  let phase: 'before' | 'down' | 'back' = 'before'
  let downAt = 0
  let returnedAt = 0
  let unlabelled = 0
  const note = (status: number) => {
    statuses[status] = (statuses[status] ?? 0) + 1
  }
  const viewers = Array.from({ length: count }, (_, index) => {
    const viewer = new Viewer(app.url, VIEWS[index % VIEWS.length] ?? '', note)
    const watched: Watched = { hasRows: false, toldOld: false, backAfterMs: null }
    const see = ({ what, isLive, unlabelledMs, readAt }: Shown) => {
      watched.hasRows ||= what === 'rows'
      if (unlabelledMs > MOST_UNLABELLED_MS) unlabelled += 1
      if (phase === 'down' && what === 'rows' && !isLive) watched.toldOld = true
      // A reading that began while it was down came to an end after that.
      if (phase === 'back' && isLive && (readAt ?? 0) >= downAt) watched.backAfterMs ??= Date.now() - returnedAt
    }
    // Spread over one interval, as people arrive.
    const arrival = (index * PROBE_EVERY_MS) / count
    const looking = wait(arrival, undefined, { signal: end.signal }).then(
      () => viewer.look(end.signal, see),
      () => {},
    )
    return { viewer, watched, looking }
  })
  const all = viewers.map(({ watched }) => watched)
  try {
    await beforeDown(all)
    const neverRows = all.filter(({ hasRows }) => !hasRows).length
    phase = 'down'
    downAt = Date.now()
    front.goDown(form)
    await wait(downMs)
    const { attempts, inFlight } = front.comeBack()
    returnedAt = Date.now()
    phase = 'back'
    await afterReturn(all)
    const told = all.filter(({ toldOld }) => toldOld)
    const ofOne = 5 + Math.floor(downMs / PROBE_EVERY_MS)
    return {
      emptyScreens: viewers.reduce((sum, { viewer }) => sum + viewer.emptyScreens, 0),
      neverRows,
      unlabelled,
      toldOld: told.length,
      attempts,
      inFlight,
      allowed: inFlight + ofOne + REGIONS.length - 1,
      allowedByRegion: inFlight + ofOne * REGIONS.length,
      backMs: Math.max(...told.map(({ backAfterMs }) => backAfterMs ?? Number.POSITIVE_INFINITY)),
      statuses,
      unhandled: countUnhandled(app.output()),
    }
  } finally {
    end.abort()
    await Promise.allSettled(viewers.map(({ looking }) => looking))
  }
}

export async function measureOutage(stage: Stage): Promise<Measure[]> {
  const measures: Measure[] = []
  for (const form of downForms) measures.push(toMeasure(form, await runOutage(stage, form)))
  return measures
}

async function runOutage(stage: Stage, form: DownForm): Promise<Outage> {
  const front = await Front.start()
  const closeFront = stage.add(() => front.close())
  const app = await stage.start(outageEnv(front), OUTAGE_CLOUD)
  front.leadTo(app.cloudUrl)
  const outage = await watchOutage(app, front, form, {
    viewers: VIEWERS,
    downMs: DOWN_MS,
    beforeDown: (viewers) => both(DOWN_FROM_MS, () => viewers.every(({ hasRows }) => hasRows)),
    afterReturn: (viewers) => both(END_MS - DOWN_FROM_MS - DOWN_MS, () => viewers.every(isBack)),
  })
  await app.stop()
  await closeFront()
  return outage
}

/** Who was not told that the rows are old has nothing to come back from. */
function isBack({ toldOld, backAfterMs }: Watched): boolean {
  return !toldOld || backAfterMs !== null
}

/** Until so long has passed and it is so; a machine with other work may need a minute more. */
async function both(leastMs: number, isSo: () => boolean): Promise<void> {
  await wait(leastMs)
  for (let seconds = 0; seconds < 60 && !isSo(); seconds++) await wait(1_000)
}

function toMeasure(form: DownForm, outage: Outage): Measure {
  const { emptyScreens, neverRows, unlabelled, toldOld, attempts, inFlight, backMs, statuses, unhandled } = outage
  // A fault of the cloud's own says nothing of other regions.
  const allowed = form === 'unavailable' ? outage.allowedByRegion : outage.allowed
  const crashes = (statuses[500] ?? 0) + (statuses[0] ?? 0) + unhandled
  const holds =
    emptyScreens + neverRows + unlabelled + crashes === 0 &&
    toldOld > 0 &&
    attempts <= allowed &&
    backMs <= BACK_TARGET_MS
  const answers = Object.entries(statuses).map(([status, count]) => `${count} of ${status}`)
  return {
    what: `${VIEWERS} viewers, 60 s, upstream ${form} from second 20 to 40`,
    target: `0 empty screens; attempts while down ≤ ${allowed}; back to live ≤ ${BACK_TARGET_MS / 1000} s`,
    figure: `${emptyScreens} empty screens; ${attempts} attempts; back after ${seconds(backMs)}`,
    verdict: holds ? 'met' : 'MISSED',
    how:
      `allowed are 5 failures, ${inFlight} in flight and a probe every ${PROBE_EVERY_MS / 1000} s` +
      `${form === 'unavailable' ? ', of each region' : ', and one of the region that had not failed'}; over ${VIEWS.length} views of ${REGIONS.length} regions, asking ` +
      `when the page asks; ${toldOld} viewers were told that their rows are old, ${unlabelled} screens were old and did ` +
      `not say so, ${neverRows} viewers had no rows before; answers: ${answers.join(', ')} (0 is none); ${unhandled} ` +
      'unhandled rejections',
  }
}
