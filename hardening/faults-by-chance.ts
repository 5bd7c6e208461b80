import { setTimeout as wait } from 'node:timers/promises'
import { callsByAction, sum } from '../bench/calls'
import { Cloud } from '../e2e/cloud'

const LOOK_EVERY_MS = 250

const faults = [
  { kind: 'error', code: 'InternalError' },
  { kind: 'error', code: 'RequestLimitExceeded' },
  { kind: 'http', status: 500 },
  { kind: 'http', status: 503, body: '<h1>503</h1>' },
  { kind: 'reset' },
  { kind: 'reset-body' },
  { kind: 'stall' },
  { kind: 'stall-body' },
  { kind: 'truncate' },
  { kind: 'truncate-chunked' },
  { kind: 'not-json' },
  { kind: 'empty' },
  { kind: 'no-response' },
  { kind: 'wrong-types' },
  { kind: 'huge', bytes: 9 * 1_024 * 1_024 },
  { kind: 'drip', bytesPerSecond: 50 },
]

/** Lets `share` of the calls that come meet a fault, of all kinds in turn, until `signal` is aborted. How many did. */
export async function spoilByChance(cloudUrl: string, share: number, signal: AbortSignal): Promise<number> {
  const cloud = new Cloud(cloudUrl)
  const before = sum(await callsByAction(cloudUrl))
  let put = 0
  while (!signal.aborted) {
    await wait(LOOK_EVERY_MS, undefined, { signal }).catch(() => {})
    const calls = sum(await callsByAction(cloudUrl)) - before
    for (; put < calls * share; put++) {
      const fault = faults[put % faults.length]
      if (fault) await cloud.fault({ ...fault, times: 1 })
    }
  }
  await cloud.endFaults()
  return put
}
