import { type RegionLoad, regionLoad } from '../regions'
import { createInstances, type FleetInstance, roleFor } from './instances'
import { createLife, type Life, stretched } from './life'
import { createRandom, type Random } from './random'
import { cycleLength, lastingStoryAt, type Story, storyAt } from './stories'
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
type Timetable = {
  residue: 0 | 1 | 2
  slotSeconds: number
  holdSeconds: number | 'some hours'
  /** How long each task lives, whatever its story. */
  lifeSeconds?: number
  /** Each so-manieth slot has a task that outlives the fleet. */
  lastingEvery?: number
}

/** With `activeTasks`, about that many are active at any time: half of them new, half of them lasting, from all thirty days. */
export type FleetOptions = { seed: number; region: string; startedAtMs: number; tasks?: number; activeTasks?: number }

const daySeconds = 24 * 3600
const historyDays = 30
const lastingSeconds = 60 * daySeconds
/** In a fleet with a number of active tasks, those of the older history have long ended. */
const shortSeconds = 60
const jobIdEpochSeconds = 1_512_000_000
const mostTasks = 100_000
const mostPeers = 40

/** In seconds; no two tasks of a region begin in the same one. */
export function startOfJob(jobId: number): number {
  return jobId + jobIdEpochSeconds
}

export class RegionFleet {
  readonly instances: FleetInstance[]
  /** Read-only and disaster recovery instances, by the id of their master. */
  readonly followers = new Map<string, FleetInstance[]>()
  /** In ascending rank. */
  readonly tasks: PlannedTask[] = []
  /** As they were planned: in no order. */
  private readonly tasksByInstance = new Map<FleetInstance, PlannedTask[]>()
  private readonly instancesByRole: Record<FleetInstance['role'], FleetInstance[]>
  private readonly peers: FleetInstance[]
  private readonly load: RegionLoad
  private readonly rotation: number
  private plannedUntilSeconds: number

  constructor(private readonly options: FleetOptions) {
    const { seed, region, tasks } = options
    this.load = regionLoad(region, tasks === undefined ? undefined : Math.min(tasks, mostTasks))
    this.instances = createInstances(seed, region, this.load.instances)
    for (const instance of this.instances) {
      const { masterId } = instance
      if (masterId !== undefined) this.followers.set(masterId, [...(this.followers.get(masterId) ?? []), instance])
    }
    this.instancesByRole = {
      master: this.instances.filter(({ role }) => role === 'master'),
      'read-only': this.instances.filter(({ role }) => role === 'read-only'),
      'disaster-recovery': this.instances.filter(({ role }) => role === 'disaster-recovery'),
    }
    this.peers = this.instancesByRole.master.slice(0, mostPeers)
    this.rotation = createRandom(seed, region, 'rotation').int(0, cycleLength - 1)
    this.plannedUntilSeconds = Math.floor(options.startedAtMs / 1000)
    this.planHistory()
  }

  /** Plans the arrivals up to the moment; looking back needs nothing. Gives the first place in `tasks` that changed. */
  advance(nowMs: number): number {
    const now = Math.floor(nowMs / 1000)
    if (now <= this.plannedUntilSeconds || this.load.arrivalSeconds === 0) return this.tasks.length
    const slotSeconds = this.load.arrivalSeconds
    const holdSeconds = slotSeconds * cycleLength * 1.15
    const arrivals = { residue: 2, slotSeconds, holdSeconds, lifeSeconds: this.turnover(slotSeconds) } as const
    const changedFrom = this.plan(arrivals, this.plannedUntilSeconds, now)
    this.plannedUntilSeconds = now
    return changedFrom
  }

  /** In no order; those that begin later are among them. */
  tasksOf(instance: FleetInstance): readonly PlannedTask[] {
    return this.tasksByInstance.get(instance) ?? []
  }

  private planHistory(): void {
    const { lastDay, lastMonth } = this.load
    if (lastMonth === 0) return
    const start = this.plannedUntilSeconds
    const perDay = (lastMonth - lastDay) / (historyDays - 1)
    if (perDay > 0) {
      const slotSeconds = daySeconds / perDay
      const month = { residue: 0, slotSeconds, holdSeconds: 'some hours', ...this.lasting(slotSeconds) } as const
      this.plan(month, start - historyDays * daySeconds, start)
    }
    if (lastDay > perDay) {
      const slotSeconds = daySeconds / (lastDay - perDay)
      const holdSeconds = Math.max(slotSeconds, 240) * cycleLength * 1.15
      const day = { residue: 1, slotSeconds, holdSeconds, lifeSeconds: this.turnover(slotSeconds) } as const
      this.plan(day, start - daySeconds, start)
    }
  }

  /** A task that lives for so many slots is one of so many that are active. */
  private turnover(slotSeconds: number): number | undefined {
    const { activeTasks } = this.options
    return activeTasks === undefined ? undefined : slotSeconds * Math.ceil(activeTasks / 2)
  }

  private lasting(slotSeconds: number): Pick<Timetable, 'lifeSeconds' | 'lastingEvery'> {
    const { activeTasks } = this.options
    if (activeTasks === undefined) return {}
    const slots = (historyDays * daySeconds) / slotSeconds
    const lasting = Math.floor(activeTasks / 2)
    return {
      lifeSeconds: shortSeconds,
      lastingEvery: lasting === 0 ? undefined : Math.max(1, Math.round(slots / lasting)),
    }
  }

  private plan(timetable: Timetable, afterSeconds: number, untilSeconds: number): number {
    const last = Math.floor(untilSeconds / timetable.slotSeconds)
    const planned: PlannedTask[] = []
    for (let slot = Math.floor(afterSeconds / timetable.slotSeconds) - 1; slot <= last; slot++) {
      const task = this.createTask(timetable, slot)
      if (task.startSeconds > afterSeconds && task.startSeconds <= untilSeconds) planned.push(task)
    }
    return this.insert(planned)
  }

  private insert(planned: PlannedTask[]): number {
    const lowest = planned.reduce((least, { rank }) => Math.min(least, rank), Number.POSITIVE_INFINITY)
    let place = this.tasks.length
    while (place > 0 && (this.tasks[place - 1]?.rank ?? 0) >= lowest) place--
    const changed = [...this.tasks.splice(place), ...planned].sort((a, b) => a.rank - b.rank || a.jobId - b.jobId)
    for (const task of changed) this.tasks.push(task)
    for (const task of planned) {
      const others = this.tasksByInstance.get(task.instance)
      if (others) others.push(task)
      else this.tasksByInstance.set(task.instance, [task])
    }
    return place
  }

  private createTask(timetable: Timetable, slot: number): PlannedTask {
    const { residue, slotSeconds } = timetable
    const { seed, region } = this.options
    const key = `${seed}/${region}/${residue}/${slot}`
    const random = createRandom(key)
    const spread = slotSeconds > 20 ? 0.5 : 0.25
    const seconds = Math.floor((slot + random.next() * spread) * slotSeconds)
    // Each timetable has the starts of one residue, so no two tasks share a JobId.
    const startSeconds = seconds - (seconds % 3) + residue
    const { story, type, life } = this.fate(timetable, slot, random)
    return {
      key,
      jobId: startSeconds - jobIdEpochSeconds,
      startSeconds,
      rank: startSeconds + (random.next() - 0.5) * 2.5 * slotSeconds,
      type,
      story,
      instance: random.pick(this.instancesByRole[roleFor(type)]),
      peers: this.peers,
      life,
      endsAtSeconds: startSeconds + life.totalSeconds,
      endCode: statusCodes[life.end.status],
    }
  }

  private fate({ holdSeconds, lifeSeconds, lastingEvery }: Timetable, slot: number, random: Random) {
    if (lastingEvery !== undefined && slot % lastingEvery === 0) {
      const { story, type } = lastingStoryAt(slot / lastingEvery)
      return { story, type, life: createLife(story, type, lastingSeconds, random) }
    }
    const { story, type } = storyAt(slot + this.rotation, random)
    const hold = holdSeconds === 'some hours' ? random.int(3600, 6 * 3600) : holdSeconds
    const life = createLife(story, type, hold, random)
    return { story, type, life: lifeSeconds === undefined ? life : stretched(life, lifeSeconds) }
  }
}
