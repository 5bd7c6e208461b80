import { documentedTasks, documentedTasksRegion } from './examples/documented-tasks'
import { statusAt } from './fleet/life'
import { type PlannedTask, RegionFleet } from './fleet/timetable'
import { type StatusCode, statusCodes } from './fleet/vocabulary'
import { asyncRequestIdOf, asyncRequestNumber, toWireItem, type WireItem } from './fleet/wire'
import { readItem } from './item-reader'
import type { WireShape } from './regions'
import { matches, type TaskQuery } from './task-query'

export type RegionOptions = { region: string; shape: WireShape; seed: number; startedAtMs: number; tasks?: number }

const examples = documentedTasks.map((item) => ({ item, readable: readItem(item) }))

function statusCodeAt(task: PlannedTask, nowSeconds: number): StatusCode {
  if (nowSeconds >= task.endsAtSeconds) return task.endCode
  return statusCodes[statusAt(task.life, nowSeconds - task.startSeconds)]
}

/** Looks only at what is cheap to reach: a region may hold a hundred thousand tasks. */
function taskFilter(query: TaskQuery, nowMs: number): (task: PlannedTask) => boolean {
  const { instanceId, asyncRequestId, types, statuses } = query
  const nowSeconds = nowMs / 1000
  const from = (query.startedFromMs ?? Number.NEGATIVE_INFINITY) / 1000
  const until = Math.min(nowMs, query.startedUntilMs ?? nowMs) / 1000
  const requestNumber = Number.parseInt(asyncRequestId?.slice(0, 8) ?? '', 16)
  return (task) => {
    if (task.startSeconds < from || task.startSeconds > until) return false
    if (instanceId !== undefined && task.instance.id !== instanceId) return false
    if (types && !types.has(task.type)) return false
    if (statuses) {
      const code = statusCodeAt(task, nowSeconds)
      if (code === 'WAITING' || !statuses.has(code)) return false
    }
    if (asyncRequestId === undefined) return true
    return requestNumber === asyncRequestNumber(task) && asyncRequestIdOf(task) === asyncRequestId
  }
}

/** The tasks of one region, newest first, give or take a little: the service promises no order. */
export class RegionTasks {
  readonly fleet: RegionFleet
  private readonly examples: typeof examples
  /** An ended task is written once; it never changes again. */
  private readonly ended = new WeakMap<PlannedTask, WireItem>()
  private readonly knownInstances: Set<string>
  private replacement: { item: unknown; readable: ReturnType<typeof readItem> }[] | undefined

  constructor(private readonly options: RegionOptions) {
    this.fleet = new RegionFleet(options)
    const hasExamples = options.region === documentedTasksRegion && options.shape === 'documented'
    this.examples = hasExamples ? examples : []
    this.knownInstances = new Set(this.fleet.instances.map(({ id }) => id))
    for (const { readable } of this.examples) this.learnInstances(readable.instanceIds)
  }

  /** Serves these items, whatever they are, instead of the region's own; undefined restores them. */
  replace(items: unknown[] | undefined): void {
    this.replacement = items?.map((item) => ({ item, readable: readItem(item) }))
    for (const { readable } of this.replacement ?? []) this.learnInstances(readable.instanceIds)
  }

  knowsInstance(id: string): boolean {
    return this.knownInstances.has(id)
  }

  find(query: TaskQuery, offset: number, limit: number, nowMs: number): { total: number; items: unknown[] } {
    if (this.replacement) {
      const found = this.replacement.filter(({ readable }) => matches(query, readable))
      return { total: found.length, items: found.slice(offset, offset + limit).map(({ item }) => item) }
    }
    this.fleet.advance(nowMs)
    const isFound = taskFilter(query, nowMs)
    const page: WireItem[] = []
    let total = 0
    for (let index = this.fleet.tasks.length - 1; index >= 0; index--) {
      const task = this.fleet.tasks[index]
      if (!task || !isFound(task)) continue
      if (total >= offset && page.length < limit) page.push(this.render(task, nowMs))
      total++
    }
    for (const { item, readable } of this.examples) {
      if (!matches(query, readable)) continue
      if (total >= offset && page.length < limit) page.push(item)
      total++
    }
    return { total, items: page }
  }

  private render(task: PlannedTask, nowMs: number): WireItem {
    const known = nowMs / 1000 >= task.endsAtSeconds ? this.ended.get(task) : undefined
    if (known) return known
    const item = toWireItem(task, this.options.shape, nowMs)
    if (nowMs / 1000 >= task.endsAtSeconds) this.ended.set(task, item)
    return item
  }

  private learnInstances(ids: string[] | undefined): void {
    for (const id of ids ?? []) if (id !== '') this.knownInstances.add(id)
  }
}
