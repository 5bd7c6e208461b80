import { request } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import { exportFormats } from '../lib/tasks/export/formats'
import type { Task } from '../lib/tasks/task'
import { locatorOf, taskKey, taskPermalink } from '../lib/tasks/task-locator'
import { forAWhile } from './for-a-while'
import { send } from './send'
import { Viewer } from './viewer'

const MOST_LOOKING_MS = 20_000
const LONGEST_RANGE_MINUTES = 30 * 24 * 60
const UPGRADE_PATIENCE_MS = 30_000

export interface Visited {
  appUrl: string
  regions: string[]
  /** Those that are opened. */
  tasks: Task[]
  /** Told of each answer, 0 where none came. */
  onStatus: (status: number) => void
}

/** One thing that a viewer does, and how often beside the others. */
const visits: { weight: number; visit: (visited: Visited, signal: AbortSignal) => Promise<void> }[] = [
  { weight: 4, visit: lookAtAList },
  { weight: 4, visit: askWhatNobodyAsked },
  { weight: 6, visit: openATask },
  { weight: 2, visit: openAnInstance },
  { weight: 1, visit: compare },
  { weight: 2, visit: takeAnExport },
  { weight: 4, visit: leaveHalfWay },
]

/** One visit after the other until `signal` is aborted, `pauseMs` between them at most. */
export async function keepVisiting(visited: Visited, pauseMs: number, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await chosen().visit(visited, signal)
    await wait(Math.random() * pauseMs, undefined, { signal }).catch(() => {})
  }
}

/** A list of rows that the server has not been asked for before, of up to thirty days. */
export async function askWhatNobodyAsked(visited: Visited, signal: AbortSignal): Promise<void> {
  const minutes = 60 + Math.floor(Math.random() * LONGEST_RANGE_MINUTES)
  await get(visited, `/api/tasks?region=${anyOf(visited.regions)}&from=-${minutes}m&wait=first`, signal)
}

/** All that a drawer, and the task's own page, ask. */
export async function openATask(visited: Visited, signal: AbortSignal, task = anyOf(visited.tasks)): Promise<void> {
  await get(visited, detailsPath(task), signal)
  await get(visited, taskPermalink(locatorOf(task)), signal)
}

async function lookAtAList(visited: Visited, signal: AbortSignal): Promise<void> {
  const region = anyOf(visited.regions)
  const view = anyOf([`region=${region}`, `region=${region}&status=failed`, 'from=-24h', `region=${region}&from=-7d`])
  const viewer = new Viewer(visited.appUrl, view, visited.onStatus)
  await viewer.look(forAWhile(signal, MOST_LOOKING_MS), () => {})
}

async function openAnInstance(visited: Visited, signal: AbortSignal): Promise<void> {
  const { region, instanceIds } = anyOf(visited.tasks)
  await get(visited, `/instances/${instanceIds[0]}?region=${region}`, signal)
  await get(visited, `/api/instances/${instanceIds[0]}/events?region=${region}`, signal)
}

async function compare(visited: Visited, signal: AbortSignal): Promise<void> {
  const [a, b] = [anyOf(visited.tasks), anyOf(visited.tasks)].map((task) => taskKey(task))
  await get(visited, `/compare?a=${a}&b=${b}`, signal)
}

async function takeAnExport(visited: Visited, signal: AbortSignal): Promise<void> {
  const format = anyOf(Object.keys(exportFormats))
  await get(visited, `/api/tasks/export?region=${anyOf(visited.regions)}&from=-7d&format=${format}`, signal)
}

async function leaveHalfWay(visited: Visited, signal: AbortSignal): Promise<void> {
  const region = anyOf(visited.regions)
  const path = anyOf([
    detailsPath(anyOf(visited.tasks)),
    `/tasks?region=${region}`,
    `/api/tasks?region=${region}&from=-${Math.ceil(Math.random() * LONGEST_RANGE_MINUTES)}m`,
    `/api/tasks/export?region=${region}&from=-30d&format=csv`,
  ])
  await get(visited, path, forAWhile(signal, Math.random() * 300))
}

/** Asks for a protocol that there is none of; true where that was refused. */
export function tryToUpgrade(appUrl: string): Promise<boolean> {
  return new Promise((resolve) => {
    const asked = request(`${appUrl}/api/tasks`, {
      headers: {
        Connection: 'Upgrade',
        Upgrade: 'websocket',
        'Sec-WebSocket-Version': '13',
        'Sec-WebSocket-Key': 'AAAAAAAAAAAAAAAAAAAAAA==',
      },
      timeout: UPGRADE_PATIENCE_MS,
    })
    const end = (refused: boolean) => {
      asked.destroy()
      resolve(refused)
    }
    asked.once('response', ({ statusCode = 0 }) => end(statusCode >= 400))
    asked.once('upgrade', (_, socket) => {
      socket.destroy()
      end(false)
    })
    asked.once('timeout', () => end(false))
    // A connection that is closed without a word is refused too.
    asked.once('error', () => end(true))
    asked.end()
  })
}

function detailsPath(task: Task): string {
  const { startedAt } = locatorOf(task)
  return `/api/tasks/${taskKey(task)}/details?format=ndjson${startedAt ? `&start=${startedAt}` : ''}`
}

async function get({ appUrl, onStatus }: Visited, path: string, signal: AbortSignal): Promise<void> {
  try {
    onStatus((await send(appUrl + path, signal)).status)
  } catch {
    if (!signal.aborted) onStatus(0)
  }
}

function chosen() {
  return anyOf(visits.flatMap((each) => Array.from({ length: each.weight }, () => each)))
}

function anyOf<Value>(values: Value[]): Value {
  // Safe: none of the lists is empty.
  return values[Math.floor(Math.random() * values.length)] as Value
}
