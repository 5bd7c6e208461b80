import { type RegionLoad, regionLoad } from '../regions'
import { createInstances, type FleetInstance, roleFor } from './instances'
import { createLife, type Life } from './life'
import { createRandom } from './random'
import { cycleLength, type Story, storyAt } from './stories'
import { type StatusCode, statusCodes, type TypeCode } from './vocabulary'

/** A task without its state: what never changes. */
export type PlannedTask = {
  /** Seeds whatever else the task is made of. */
  key: string
  jobId: number
  startSeconds: number
  /** Where the service lists it; near the start, not the start. */
  rank: number
  type: TypeCode
  story: Story
  instance: FleetInstance
  /** The instances a batch may take in besides. */
  peers: readonly FleetInstance[]
  life: Life
  /** When and how it ends, at hand for scans of a hundred thousand. */
  endsAtSeconds: number
  endCode: StatusCode
}

/** A row of slots on the absolute time line, one task in each, so that a restart plans the same tasks again. */
type Timetable = { residue: 0 | 1 | 2; slotSeconds: number; holdSeconds: number | 'some hours' }

export type FleetOptions = { seed: number; region: string; startedAtMs: number; tasks?: number }

const daySeconds = 24 * 3600
const historyDays = 30
const jobIdEpochSeconds = 1_512_000_000
const mostTasks = 100_000

export class RegionFleet {
  readonly instances: FleetInstance[]
  /** In ascending rank. */
  readonly tasks: PlannedTask[] = []
  private readonly instancesByRole: Record<FleetInstance['role'], FleetInstance[]>
  private readonly load: RegionLoad
  private readonly rotation: number
  private plannedUntilSeconds: number

  constructor(private readonly options: FleetOptions) {
    const { seed, region, tasks } = options
    this.load = regionLoad(region, tasks === undefined ? undefined : Math.min(tasks, mostTasks))
    this.instances = createInstances(seed, region, this.load.instances)
    this.instancesByRole = {
      master: this.instances.filter(({ role }) => role === 'master'),
      'read-only': this.instances.filter(({ role }) => role === 'read-only'),
      'disaster-recovery': this.instances.filter(({ role }) => role === 'disaster-recovery'),
    }
    this.rotation = createRandom(seed, region, 'rotation').int(0, cycleLength - 1)
    this.plannedUntilSeconds = Math.floor(options.startedAtMs / 1000)
    this.planHistory()
  }

  /** Plans the arrivals up to the moment; looking back needs nothing. */
  advance(nowMs: number): void {
    const now = Math.floor(nowMs / 1000)
    if (now <= this.plannedUntilSeconds || this.load.arrivalSeconds === 0) return
    const slotSeconds = this.load.arrivalSeconds
    const arrivals = { residue: 2, slotSeconds, holdSeconds: slotSeconds * cycleLength * 1.15 } as const
    this.plan(arrivals, this.plannedUntilSeconds, now)
    this.plannedUntilSeconds = now
  }

  private planHistory(): void {
    const { lastDay, lastMonth } = this.load
    if (lastMonth === 0) return
    const start = this.plannedUntilSeconds
    const perDay = (lastMonth - lastDay) / (historyDays - 1)
    if (perDay > 0) {
      const slotSeconds = daySeconds / perDay
      this.plan({ residue: 0, slotSeconds, holdSeconds: 'some hours' }, start - historyDays * daySeconds, start)
    }
    if (lastDay > perDay) {
      const slotSeconds = daySeconds / (lastDay - perDay)
      const holdSeconds = Math.max(slotSeconds, 240) * cycleLength * 1.15
      this.plan({ residue: 1, slotSeconds, holdSeconds }, start - daySeconds, start)
    }
  }

  private plan(timetable: Timetable, afterSeconds: number, untilSeconds: number): void {
    const last = Math.floor(untilSeconds / timetable.slotSeconds)
    const before = this.tasks.length
    for (let slot = Math.floor(afterSeconds / timetable.slotSeconds) - 1; slot <= last; slot++) {
      const task = this.createTask(timetable, slot)
      if (task.startSeconds > afterSeconds && task.startSeconds <= untilSeconds) this.tasks.push(task)
    }
    if (this.tasks.length > before) this.tasks.sort((a, b) => a.rank - b.rank || a.jobId - b.jobId)
  }

  private createTask({ residue, slotSeconds, holdSeconds }: Timetable, slot: number): PlannedTask {
    const { seed, region } = this.options
    const key = `${seed}/${region}/${residue}/${slot}`
    const random = createRandom(key)
    const spread = slotSeconds > 20 ? 0.5 : 0.25
    const seconds = Math.floor((slot + random.next() * spread) * slotSeconds)
    // Each timetable has the starts of one residue, so no two tasks share a JobId.
    const startSeconds = seconds - (seconds % 3) + residue
    const { story, type } = storyAt(slot + this.rotation, random)
    const hold = holdSeconds === 'some hours' ? random.int(3600, 6 * 3600) : holdSeconds
    const life = createLife(story, type, hold, random)
    return {
      key,
      jobId: startSeconds - jobIdEpochSeconds,
      startSeconds,
      rank: startSeconds + (random.next() - 0.5) * 2.5 * slotSeconds,
      type,
      story,
      instance: random.pick(this.instancesByRole[roleFor(type)]),
      peers: this.instancesByRole.master,
      life,
      endsAtSeconds: startSeconds + life.totalSeconds,
      endCode: statusCodes[life.end.status],
    }
  }
}
