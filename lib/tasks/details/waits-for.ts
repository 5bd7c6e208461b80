import type { Task } from '../task'
import { nextOpening, type Opening } from './next-window'
import type { InstanceNow, MaintenanceWindow } from './task-details'

/** In the instances' own vocabulary: an upgrade is done but for the switch, which somebody has to ask for. */
const AWAITS_SWITCH = 15

/** What an unfinished task waits for. */
export type Waiting =
  | { kind: 'switch'; instanceId: string }
  /** `opening` is null where no window could be read. */
  | { kind: 'window'; instanceId: string | null; opening: Opening | null; cancellable: boolean }
  | { kind: 'paused' }

/** Null for a task that does not wait. What has not been read yet is left out, and is not guessed. */
export function waitsFor(
  { status, type, instanceIds }: Pick<Task, 'status' | 'type' | 'instanceIds'>,
  { instances, windows }: { instances: InstanceNow[]; windows: MaintenanceWindow[] },
  nowMs: number,
): Waiting | null {
  const isUpgrade = type === 'upgrade-master' || type === 'upgrade-ro'
  if (status === 'paused') return { kind: 'paused' }
  const awaiting = instances.find((one) => one.taskStatus === AWAITS_SWITCH && instanceIds.includes(one.instanceId))
  if (awaiting && (status === 'waiting' || (isUpgrade && status === 'running'))) {
    return { kind: 'switch', instanceId: awaiting.instanceId }
  }
  if (status !== 'waiting' && status !== 'undefined') return null
  const openings = windows.map((window) => ({ instanceId: window.instanceId, opening: nextOpening(window, nowMs) }))
  const [soonest] = openings
    .filter(({ opening }) => opening !== null)
    .sort((a, b) => ((a.opening?.opensAt ?? '') < (b.opening?.opensAt ?? '') ? -1 : 1))
  return {
    kind: 'window',
    instanceId: soonest?.instanceId ?? null,
    opening: soonest?.opening ?? null,
    cancellable: status === 'waiting',
  }
}
