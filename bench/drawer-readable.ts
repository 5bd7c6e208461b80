import { setTimeout as wait } from 'node:timers/promises'
import type { Browser, Page } from '@playwright/test'
import { failureTextOf } from '../lib/tasks/failure/failure-text'
import { readMessage } from '../lib/tasks/failure/read-message'
import type { Task } from '../lib/tasks/task'
import { askPage } from './ask'
import { isQuiet } from './idle'
import { type Measure, median, percentile } from './measure'
import { closeDrawer, type Opened, openListed, visitList } from './opening'
import type { Stage } from './stage'
import { LATENCY_MS } from './upstream'

const OPENINGS = 40
/** Of the rows on the page the newest: tasks that come meanwhile move none of them to the next. */
const ROWS = 42
const FIRST_OPENINGS = 5
const UNPOINTED_OPENINGS = 15
const TARGET_MS = 100
const CPU_SLOWDOWN = 4
const SETTLE_MS = 700
const REGION = 'ap-shanghai'
const QUERY = `region=${REGION}`

export async function measureReadable(stage: Stage, browser: Browser): Promise<Measure[]> {
  const app = await stage.start({ CDB_TASKS_REGIONS: REGION }, { latencyMs: LATENCY_MS, tasksPerRegion: 1_000 })
  const address = `${app.url}/tasks?${QUERY}`
  const [first, ...others] = inTurn((await askPage(app.url, QUERY)).tasks.slice(0, ROWS)).slice(0, OPENINGS + 1)
  if (!first || others.length < OPENINGS) throw new Error(`${others.length + 1} tasks are listed: too few.`)
  const quiet = await isQuiet()

  const firsts: number[] = []
  let page = await visitList(browser, address, CPU_SLOWDOWN)
  for (let visit = 1; visit <= FIRST_OPENINGS; visit++) {
    await wait(SETTLE_MS)
    firsts.push((await readTask(page, first)).ms)
    if (visit === FIRST_OPENINGS) break
    await page.context().close()
    page = await visitList(browser, address, CPU_SLOWDOWN)
  }
  const openings: Opened[] = []
  for (const task of others) {
    // Somebody reads it first.
    await wait(SETTLE_MS)
    await closeDrawer(page)
    await wait(SETTLE_MS)
    openings.push(await readTask(page, task))
  }
  const unpointed: number[] = []
  for (const task of others.slice(0, UNPOINTED_OPENINGS)) {
    await wait(SETTLE_MS)
    await closeDrawer(page)
    await wait(SETTLE_MS)
    unpointed.push((await readTask(page, task, 'comes')).ms)
  }
  await page.context().close()
  await app.stop()

  const times = openings.map(({ ms }) => ms)
  const p95 = percentile(times, 0.95)
  const types = new Set(others.map(({ type }) => type)).size
  const failed = others.filter(({ status }) => status === 'failed').length
  const early = openings.filter(({ isWhole }) => !isWhole).length
  return [
    {
      what: `drawer of a listed task readable after the click, CPU ÷ ${CPU_SLOWDOWN}, upstream ${LATENCY_MS} ms, p95`,
      target: `≤ ${TARGET_MS} ms`,
      figure: `${p95.toFixed(0)} ms`,
      verdict: p95 <= TARGET_MS ? 'met' : quiet ? 'MISSED' : 'undecided: the machine is busy',
      how:
        `${OPENINGS} openings of different tasks on a page of 50 rows, ${types} types, ${failed} of them failed; ` +
        `median ${median(times).toFixed(0)} ms, worst ${Math.max(...times).toFixed(0)} ms; from the click’s time stamp to ` +
        'the end of the frame with the heading, the facts and the failure’s first line; the pointer rests on the row ' +
        `before, and presses 80 ms; in ${early} of them the details were still on their way then`,
    },
    {
      what: 'the same, the first opening of a page',
      target: null,
      figure: `${median(firsts).toFixed(0)} ms`,
      verdict: null,
      how:
        `median of ${FIRST_OPENINGS} visits, ${Math.min(...firsts).toFixed(0)}–${Math.max(...firsts).toFixed(0)} ms; the ` +
        'drawer’s code is fetched when the pointer first moves, a little before the click',
    },
    {
      what: 'the same, pressed as soon as the pointer is on the row',
      target: null,
      figure: `${median(unpointed).toFixed(0)} ms`,
      verdict: null,
      how:
        `median of ${UNPOINTED_OPENINGS} openings, ${Math.min(...unpointed).toFixed(0)}–${Math.max(...unpointed).toFixed(0)} ms; ` +
        'tasks whose details are known from an earlier opening; the drawer is laid out while the button is down',
    },
  ]
}

function readTask(page: Page, task: Task, pointer?: 'rested' | 'comes'): Promise<Opened> {
  const text = task.status === 'failed' ? failureTextOf(task) : null
  const [line] = text ? readMessage(text).lines : []
  return openListed(page, task.jobId, line ? [line] : [], pointer)
}

/** One of each type and outcome after another, so that the rare ones are among the first. */
function inTurn(tasks: Task[]): Task[] {
  const kinds = new Map<string, Task[]>()
  for (const task of tasks) {
    const kind = `${task.type} ${task.status}`
    kinds.set(kind, [...(kinds.get(kind) ?? []), task])
  }
  return tasks.flatMap((_, turn) => [...kinds.values()].flatMap((kind) => kind[turn] ?? []))
}
