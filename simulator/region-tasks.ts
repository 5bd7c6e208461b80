import { documentedTasks, documentedTasksRegion } from './examples/documented-tasks'
import { type PlannedTask, RegionFleet } from './fleet/timetable'
import { statusCodes } from './fleet/vocabulary'
import { asyncRequestIdOf, taskStateAt, toWireItem, type WireItem } from './fleet/wire'
import { readItem } from './item-reader'
import type { WireShape } from './regions'
import { matches, type TaskQuery } from './task-query'

export type RegionOptions = { region: string; shape: WireShape; seed: number; startedAtMs: number; tasks?: number }

const examples = documentedTasks.map((item) => ({ item, readable: readItem(item) }))

/** The tasks of one region, newest first, give or take a little: the service promises no order. */
export class RegionTasks {
  readonly fleet: RegionFleet
  private readonly examples: typeof examples
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
    const page: WireItem[] = []
    let total = 0
    for (let index = this.fleet.tasks.length - 1; index >= 0; index--) {
      const task = this.fleet.tasks[index]
      if (!task || !this.isFound(task, query, nowMs)) continue
      if (total >= offset && page.length < limit) page.push(toWireItem(task, this.options.shape, nowMs))
      total++
    }
    for (const { item, readable } of this.examples) {
      if (!matches(query, readable)) continue
      if (total >= offset && page.length < limit) page.push(item)
      total++
    }
    return { total, items: page }
  }

  private learnInstances(ids: string[] | undefined): void {
    for (const id of ids ?? []) if (id !== '') this.knownInstances.add(id)
  }

  private isFound(task: PlannedTask, query: TaskQuery, nowMs: number): boolean {
    const startedAtMs = task.startSeconds * 1000
    if (startedAtMs > nowMs) return false
    if (query.startedFromMs !== undefined && startedAtMs < query.startedFromMs) return false
    if (query.startedUntilMs !== undefined && startedAtMs > query.startedUntilMs) return false
    if (query.instanceId !== undefined && task.instance.id !== query.instanceId) return false
    if (query.types && !query.types.has(task.type)) return false
    if (query.statuses) {
      const code = statusCodes[taskStateAt(task, nowMs).status]
      if (code === 'WAITING' || !query.statuses.has(code)) return false
    }
    return query.asyncRequestId === undefined || asyncRequestIdOf(task) === query.asyncRequestId
  }
}
