import { toBeijingTime } from '../simulator/beijing-time'
import { REGIONS } from './app'
import type { Cloud } from './cloud'

/** An item of the wire as a test writes it. */
export interface WireTask {
  JobId: number
  Type: number
  Status: number
  Code: number
  Message: string
  Progress: number
  StartTime: string
  EndTime: string
  InstanceIds: string[]
  Data: unknown[]
}

/** Midnight in Beijing: `ownRange` begins here. */
export const NEW_YEAR = Date.parse('2024-01-01T00:00:00+08:00')

export interface Timing {
  startsAt: number
  /** Null for one that has not ended. */
  seconds: number | null
}

/** An upgrade that succeeded, or that still runs where it has no end. */
export function wireTask(JobId: number, { startsAt, seconds }: Timing, part: Partial<WireTask> = {}): WireTask {
  return {
    JobId,
    Type: 11,
    Status: seconds === null ? 1 : 2,
    Code: 0,
    Message: '',
    Progress: seconds === null ? 10 : 100,
    StartTime: toBeijingTime(startsAt),
    EndTime: seconds === null ? '0000-00-00 00:00:00' : toBeijingTime(startsAt + seconds * 1_000),
    InstanceIds: [],
    Data: [],
    ...part,
  }
}

/** Each region has these tasks, and one that is not named has none. */
export async function serveOnly(cloud: Cloud, tasks: Record<string, unknown[]>): Promise<void> {
  await Promise.all(REGIONS.split(',').map((region) => cloud.serve(region, tasks[region] ?? [])))
}
