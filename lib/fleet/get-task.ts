import 'server-only'
import { setTimeout as pause } from 'node:timers/promises'
import { audited } from '@/lib/access/audit'
import type { Viewer } from '@/lib/access/viewer'
import type { Scope } from '@/lib/config'
import { refuse } from '@/lib/http/problem-error'
import { formatTaskLocator, readTaskLocator, type TaskLocator } from '@/lib/tasks/task-locator'
import { askUpstream } from './ask-upstream'
import { type Fleet, ownFleet, type ReadOptions } from './fleet'
import type { FoundTask } from './found-task'
import { ANSWER_DEADLINE_MS } from './gather'
import { permittedInstances } from './permitted-instances'
import { PAGE_ROWS } from './scope-reader'
import { findScope } from './scopes'
import { shownTask } from './shown-task'

type TaskOptions = ReadOptions & { deadlineMs?: number }

/** How many calls a search for one task may cost. */
export const MOST_CALLS = 20

/**
 * One task with the item as it came. With its start it costs one upstream call; without, a search of at most
 * `MOST_CALLS`, newest starts first, whose `task-not-found` says how far it looked.
 */
export async function getTask(viewer: Viewer, locator: TaskLocator, options: TaskOptions = {}): Promise<FoundTask> {
  const question = { what: 'task', asked: formatTaskLocator(locator) } as const
  const read = () => findTask(viewer, locator, options)
  return audited(viewer, question, read, ({ requestId }) => ({
    rows: 1,
    requestIds: requestId === null ? [] : [requestId],
  }))
}

/** Asked for by another read, which is the one that is audited. */
export async function findTask(viewer: Viewer, locator: TaskLocator, options: TaskOptions): Promise<FoundTask> {
  const { fleet = ownFleet(), signal, deadlineMs = ANSWER_DEADLINE_MS } = options
  const scope = findScope(locator, fleet.visibleScopes(viewer))
  if (!readTaskLocator(formatTaskLocator(locator))) notFound('There is no task with such an id.')
  const permitted = await permittedInstances(fleet, scope)
  const load = (shared: AbortSignal) => {
    const reader = new Reader(fleet, scope, locator.jobId, shared)
    return permitted === null ? find(reader, locator, fleet.now()) : findAmong(reader, locator, permitted)
  }
  const key = [formatTaskLocator(locator), permitted?.toSorted().join() ?? 'all'].join(' ')
  return inTime(fleet.tasks.read(key, load, signal), deadlineMs)
}

/** A search of many calls goes on for who asks again; a page waits for it no longer than for a list. */
async function inTime(found: Promise<FoundTask>, deadlineMs: number): Promise<FoundTask> {
  const end = new AbortController()
  const late = pause(deadlineMs, null, { signal: end.signal, ref: false }).catch(() => null)
  try {
    return (await Promise.race([found, late])) ?? refuse('timeout', { detail: STILL_LOOKING })
  } finally {
    end.abort()
  }
}

const STILL_LOOKING =
  'The task has not been found yet. With start=, the time at which the task started, one call finds it.'

/** For who may see some instances only: each is asked about by itself, as long as there are calls for it. */
async function findAmong(reader: Reader, { jobId, startedAt }: TaskLocator, instanceIds: string[]): Promise<FoundTask> {
  const start = startedAt === null ? null : Date.parse(startedAt)
  const range = start === null ? {} : { startTimeBegin: start, startTimeEnd: start }
  for (const instanceId of instanceIds) {
    const found = await reader.readAll({ ...range, instanceId })
    if (found) return found
  }
  return notFound(`No task ${jobId} found on the instances that you may see: ${reader.extent()}.`)
}

async function find(reader: Reader, { jobId, startedAt }: TaskLocator, now: number): Promise<FoundTask> {
  if (startedAt !== null) {
    const start = Date.parse(startedAt)
    const found = await reader.readAll({ startTimeBegin: start, startTimeEnd: start })
    return found ?? notFound(`No task ${jobId} started at ${startedAt}: ${reader.extent()}.`)
  }
  const everything = await reader.readPage({}, 0)
  if (everything.found) return everything.found
  // Few enough to read them all, or windows back in time, each ending a second before the one after it begins.
  const windows = everything.totalCount <= MOST_CALLS * PAGE_ROWS ? [{ from: PAGE_ROWS }] : windowsBackFrom(now)
  for (const { from = 0, ...range } of windows) {
    const found = await reader.readAll(range, from)
    if (found) return found
  }
  return notFound(
    `No task ${jobId} found: ${reader.extent()}, newest starts first, where there are ${everything.totalCount}. ` +
      'With start=, the time at which the task started, one call finds it.',
  )
}

interface Range {
  instanceId?: string
  startTimeBegin?: number
  startTimeEnd?: number
}

const DAY_MS = 86_400_000

function windowsBackFrom(now: number): (Range & { from?: number })[] {
  const edges = [1, 7, 30, 90, 365].map((days) => now - days * DAY_MS)
  return [
    ...edges.map((edge, index) => ({ startTimeBegin: edge, startTimeEnd: sooner(edges[index - 1]) })),
    { startTimeEnd: sooner(edges.at(-1)) },
  ]
}

function sooner(edge: number | undefined): number | undefined {
  return edge === undefined ? undefined : edge - 1_000
}

function notFound(detail: string): never {
  return refuse('task-not-found', { detail })
}

/** Reads page after page for one job id, and counts what it read. */
class Reader {
  #calls = 0
  /** Windows overlap with the first page: a row is counted once. */
  readonly #seen = new Set<string>()
  constructor(
    private readonly fleet: Fleet,
    private readonly scope: Scope,
    private readonly jobId: string,
    private readonly signal: AbortSignal,
  ) {}

  extent(): string {
    return `looked at ${this.#seen.size} tasks in ${this.#calls} ${this.#calls === 1 ? 'call' : 'calls'}`
  }

  async readAll(range: Range, from = 0): Promise<FoundTask | null> {
    for (let offset = from; this.#calls < MOST_CALLS; offset += PAGE_ROWS) {
      const { found, totalCount } = await this.readPage(range, offset)
      if (found || offset + PAGE_ROWS >= totalCount) return found
    }
    return null
  }

  async readPage(range: Range, offset: number): Promise<{ found: FoundTask | null; totalCount: number }> {
    const request = { ...range, offset, limit: PAGE_ROWS }
    const { rows, totalCount, requestId } = await askUpstream(this.fleet, this.scope, request, this.signal)
    this.#calls += 1
    for (const { task } of rows) this.#seen.add(task.key)
    const row = rows.find(({ task }) => task.jobId === this.jobId)
    if (row) this.fleet.progress.see([row.task], this.fleet.now())
    return {
      found: row
        ? { ...row, task: shownTask(row.task, this.fleet.progress), requestId, upstreamCalls: this.#calls }
        : null,
      totalCount,
    }
  }
}
