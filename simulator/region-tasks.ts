import { documentedTasks, documentedTasksRegion } from './examples/documented-tasks'
import { type FleetOptions, RegionFleet } from './fleet/timetable'
import { toWireItem } from './fleet/wire'
import { readItem } from './item-reader'
import type { WireShape } from './regions'
import { TaskColumns } from './task-columns'
import { matches, type TaskQuery } from './task-query'

export type RegionOptions = FleetOptions & { shape: WireShape }

/** What an action may ask of a region. */
export type TaskList = Pick<RegionTasks, 'find' | 'knowsInstance'>

const examples = documentedTasks.map((item) => ({ item, readable: readItem(item) }))

/** The tasks of one region, newest first, give or take a little: the service promises no order. */
export class RegionTasks {
  readonly fleet: RegionFleet
  private readonly columns: TaskColumns
  private readonly examples: typeof examples
  private readonly knownInstances: Set<string>
  private replacement: { item: unknown; readable: ReturnType<typeof readItem> }[] | undefined

  constructor(private readonly options: RegionOptions) {
    this.fleet = new RegionFleet(options)
    this.columns = new TaskColumns(this.fleet.tasks, this.fleet.instances)
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
    this.columns.update(this.fleet.advance(nowMs))
    const { total, page } = this.columns.find(query, offset, limit, nowMs / 1000)
    const found = this.examples.filter(({ readable }) => matches(query, readable))
    const rest = found.slice(Math.max(0, offset - total), Math.max(0, offset + limit - total))
    return {
      total: total + found.length,
      items: [...page.map((task) => toWireItem(task, this.options.shape, nowMs)), ...rest.map(({ item }) => item)],
    }
  }

  private learnInstances(ids: string[] | undefined): void {
    for (const id of ids ?? []) if (id !== '') this.knownInstances.add(id)
  }
}
