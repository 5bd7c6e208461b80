/** What the simulator allows a key in a second. */
export const ALLOWED = 100
/** Of that, what the product lets through at once, and evenly from then on, where all of it is given to it. */
export const BURST = 20
export const RATE = ALLOWED - BURST
export const LATENCY_MS = 80

/** The environment of an app that may use all that is allowed. */
export const ALL_OF_IT = { CDB_TASKS_RATE: String(ALLOWED) }

/** The simulator of the fleet's measures. */
export const CLOUD = { latencyMs: LATENCY_MS, requestsPerSecond: ALLOWED }

/** No client that keeps the limit is done sooner. */
export function leastMs(calls: number): number {
  return (1000 * Math.max(0, calls - BURST)) / RATE
}
