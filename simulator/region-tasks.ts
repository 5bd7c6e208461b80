import { documentedTasks, documentedTasksRegion } from './examples/documented-tasks'
import type { Activity } from './fleet/instance-task-status'
import { type FleetInstance, imagineInstance } from './fleet/instances'
import { factsOf, type TaskFacts } from './fleet/task-facts'
import { type FleetOptions, type PlannedTask, RegionFleet } from './fleet/timetable'
import { statusNameOf, type TypeCode } from './fleet/vocabulary'
import { toWireItem } from './fleet/wire'
import { PostedTasks } from './posted-tasks'
import type { WireShape } from './regions'
import { TaskColumns } from './task-columns'
import type { TaskQuery } from './task-query'

export type RegionOptions = FleetOptions & { shape: WireShape }

/** What DescribeTasks may ask of a region. */
export type TaskList = Pick<RegionTasks, 'find' | 'knowsInstance'>

const examples = new PostedTasks(documentedTasks)
const noExamples = new PostedTasks([])

/** The tasks of one region, newest first, give or take a little: the service promises no order. */
export class RegionTasks {
  readonly fleet: RegionFleet
  private readonly columns: TaskColumns
  private readonly examples: PostedTasks
  private readonly instancesById: Map<string, FleetInstance>
  private posted: PostedTasks | undefined

  constructor(readonly options: RegionOptions) {
    this.fleet = new RegionFleet(options)
    this.columns = new TaskColumns(this.fleet.tasks, this.fleet.instances)
    const hasExamples = options.region === documentedTasksRegion && options.shape === 'documented'
    this.examples = hasExamples ? examples : noExamples
    this.instancesById = new Map(this.fleet.instances.map((instance) => [instance.id, instance]))
    this.learnInstances(this.examples)
  }

  /** Serves these items, whatever they are, instead of the region's own; undefined restores them. */
  replace(items: unknown[] | undefined): void {
    this.posted = items && new PostedTasks(items)
    if (this.posted) this.learnInstances(this.posted)
  }

  knowsInstance(id: string): boolean {
    return this.instancesById.has(id)
  }

  /** One of the fleet's, or one that a task has named. */
  instance(id: string): FleetInstance | undefined {
    return this.instancesById.get(id)
  }

  /** Whether it is one of the fleet's, and they are listed. */
  hasHistory(instanceId: string): boolean {
    const instance = this.instance(instanceId)
    return instance !== undefined && !this.posted && this.fleet.instances.includes(instance)
  }

  find(query: TaskQuery, offset: number, limit: number, nowMs: number): { total: number; items: unknown[] } {
    if (this.posted) return this.posted.find(query, offset, limit)
    this.advance(nowMs)
    const { total, page } = this.columns.find(query, offset, limit, nowMs / 1000)
    const skipped = Math.max(0, offset - total)
    const rest = this.examples.find(query, skipped, Math.max(0, offset + limit - total) - skipped)
    return {
      total: total + rest.total,
      items: [...page.map((task) => toWireItem(task, this.options.shape, nowMs)), ...rest.items],
    }
  }

  /** The tasks of these types that the instance has begun, newest first; none of posted ones, which tell too little. */
  factsOf(instanceId: string, types: readonly TypeCode[], nowMs: number): TaskFacts[] {
    return this.begunTasks(instanceId, nowMs)
      .filter(({ type }) => types.includes(type))
      .sort((a, b) => b.startSeconds - a.startSeconds)
      .map((task) => factsOf(task, this.options.shape, nowMs))
  }

  /** What the task behind an AsyncRequestId does now. */
  request(asyncRequestId: string, nowMs: number): (Activity & { message: string }) | undefined {
    if (this.posted) {
      const item = this.posted.withAsyncRequestId(asyncRequestId)
      return item && { ...item, status: statusNameOf(item.status) }
    }
    this.advance(nowMs)
    const [task] = this.columns.find({ asyncRequestId }, 0, 1, nowMs / 1000).page
    const facts = task && factsOf(task, this.options.shape, nowMs)
    return facts && { ...activityOf(facts), message: facts.message }
  }

  /** What the instance does now. */
  activitiesOf(instanceId: string, nowMs: number): Activity[] {
    if (this.posted) return this.posted.activitiesOf(instanceId)
    return this.begunTasks(instanceId, nowMs)
      .filter(({ endsAtSeconds }) => nowMs / 1000 < endsAtSeconds)
      .map((task) => activityOf(factsOf(task, this.options.shape, nowMs)))
  }

  private begunTasks(instanceId: string, nowMs: number): PlannedTask[] {
    const instance = this.instance(instanceId)
    if (!instance || this.posted) return []
    this.advance(nowMs)
    return this.fleet.tasksOf(instance).filter(({ startSeconds }) => startSeconds <= nowMs / 1000)
  }

  private advance(nowMs: number): void {
    this.columns.update(this.fleet.advance(nowMs))
  }

  private learnInstances({ instanceIds }: PostedTasks): void {
    for (const id of instanceIds) {
      if (!this.knowsInstance(id)) this.instancesById.set(id, imagineInstance(this.options.region, id))
    }
  }
}

function activityOf({ task, state, isFastUpgrade }: TaskFacts): Activity {
  return { type: task.type, status: state.status, progress: state.progress, isFastUpgrade }
}
