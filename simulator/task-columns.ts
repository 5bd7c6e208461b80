import type { FleetInstance } from './fleet/instances'
import { statusAt } from './fleet/life'
import type { PlannedTask } from './fleet/timetable'
import { type StatusCode, statusCodes } from './fleet/vocabulary'
import { asyncRequestIdOf, startOfRequest } from './fleet/wire'
import type { TaskQuery } from './task-query'

const bits = new Map<number | string, number>(Object.values(statusCodes).map((code, place) => [code, 1 << place]))
const everything = -1

function statusBit(code: StatusCode): number {
  return bits.get(code) ?? 0
}

/** WAITING has no integer to ask for it by, so no set of integers has its bit. */
function statusMask(statuses: Set<number> | undefined): number {
  return statuses ? [...statuses].reduce((mask, code) => mask | (bits.get(code) ?? 0), 0) : everything
}

function typeMask(types: Set<number> | undefined): number {
  return types ? [...types].reduce((mask, type) => mask | (1 << type), 0) : everything
}

/**
 * What the filters look at, of each task in ascending rank. The ranks bound where a range of starts can be; within them
 * numbers that lie side by side are read, which takes a hundred thousand tasks well under a millisecond.
 */
export class TaskColumns {
  private ranks = new Float64Array(0)
  private starts = new Uint32Array(0)
  private ends = new Uint32Array(0)
  private endBits = new Uint16Array(0)
  private types = new Uint8Array(0)
  private instances = new Uint32Array(0)
  /** By how much a rank may differ from its start. */
  private farthest = 0
  private readonly instanceNumbers: Map<FleetInstance, number>
  private readonly numbersById: Map<string, number>

  constructor(
    private readonly tasks: readonly PlannedTask[],
    instances: readonly FleetInstance[],
  ) {
    this.instanceNumbers = new Map(instances.map((instance, number) => [instance, number]))
    this.numbersById = new Map(instances.map(({ id }, number) => [id, number]))
    this.update(0)
  }

  /** To be called when the tasks from this place on have changed. */
  update(from: number): void {
    this.reserve(this.tasks.length)
    for (let place = from; place < this.tasks.length; place++) {
      const task = this.tasks[place]
      if (!task) continue
      this.ranks[place] = task.rank
      this.starts[place] = task.startSeconds
      this.ends[place] = task.endsAtSeconds
      this.endBits[place] = statusBit(task.endCode)
      this.types[place] = task.type
      this.instances[place] = this.instanceNumbers.get(task.instance) ?? 0
      this.farthest = Math.max(this.farthest, Math.abs(task.rank - task.startSeconds))
    }
  }

  /** How many tasks of the query have begun, and those from `offset` on, highest rank first. */
  find(query: TaskQuery, offset: number, limit: number, nowSeconds: number): { total: number; page: PlannedTask[] } {
    const { starts, ends, endBits, types, instances } = this
    const asked = query.asyncRequestId === undefined ? undefined : startOfRequest(query.asyncRequestId)
    const from = Math.max(asked ?? Number.NEGATIVE_INFINITY, (query.startedFromMs ?? Number.NEGATIVE_INFINITY) / 1000)
    const until = Math.min(
      nowSeconds,
      asked ?? Number.POSITIVE_INFINITY,
      (query.startedUntilMs ?? Number.POSITIVE_INFINITY) / 1000,
    )
    const wantedStatus = statusMask(query.statuses)
    const wantedType = typeMask(query.types)
    const wantedInstance = query.instanceId === undefined ? everything : this.numbersById.get(query.instanceId)
    const page: PlannedTask[] = []
    let total = 0
    const lowest = this.firstAtOrAfter(from - this.farthest)
    for (let place = this.firstAtOrAfter(until + this.farthest + 1) - 1; place >= lowest; place--) {
      const start = starts[place] ?? 0
      if (start < from || start > until) continue
      if ((wantedType & (1 << (types[place] ?? 0))) === 0) continue
      if (wantedInstance !== everything && instances[place] !== wantedInstance) continue
      if (wantedStatus !== everything) {
        const bit = nowSeconds < (ends[place] ?? 0) ? this.bitOfActive(place, nowSeconds) : (endBits[place] ?? 0)
        if ((wantedStatus & bit) === 0) continue
      }
      if (query.asyncRequestId !== undefined && !this.hasAsyncRequestId(place, query.asyncRequestId)) continue
      const task = total >= offset && page.length < limit ? this.tasks[place] : undefined
      if (task) page.push(task)
      total++
    }
    return { total, page }
  }

  private bitOfActive(place: number, nowSeconds: number): number {
    const task = this.tasks[place]
    return task ? statusBit(statusCodes[statusAt(task.life, nowSeconds - task.startSeconds)]) : 0
  }

  private hasAsyncRequestId(place: number, asyncRequestId: string): boolean {
    const task = this.tasks[place]
    return task !== undefined && asyncRequestIdOf(task) === asyncRequestId
  }

  private firstAtOrAfter(rank: number): number {
    let [low, high] = [0, this.tasks.length]
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((this.ranks[middle] ?? 0) < rank) low = middle + 1
      else high = middle
    }
    return low
  }

  private reserve(length: number): void {
    if (length <= this.ranks.length) return
    const capacity = Math.max(length, 2 * this.ranks.length)
    this.ranks = grown(new Float64Array(capacity), this.ranks)
    this.starts = grown(new Uint32Array(capacity), this.starts)
    this.ends = grown(new Uint32Array(capacity), this.ends)
    this.endBits = grown(new Uint16Array(capacity), this.endBits)
    this.types = grown(new Uint8Array(capacity), this.types)
    this.instances = grown(new Uint32Array(capacity), this.instances)
  }
}

function grown<Column extends { set(values: ArrayLike<number>): void }>(
  larger: Column,
  column: ArrayLike<number>,
): Column {
  larger.set(column)
  return larger
}
