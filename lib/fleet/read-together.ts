import 'server-only'
import { setTimeout as wait } from 'node:timers/promises'
import type { Json } from '@/lib/json'
import type { Reading } from './reading'
import type { FetchedReading, SharedReading, SharedScans } from './shared-scans'

/** How often one who waits for another's reading looks for it. */
const LOOK_MS = 100

interface Together {
  key: string
  /** The last that is known here. */
  held: Reading | null
  isFresh: (reading: Reading) => boolean
  /** Asks the cloud, on from the newest reading that anybody has. */
  read: (held: Reading | null) => Promise<Reading>
  signal: AbortSignal
}

/** One replica asks the cloud, the others take what it read; where they cannot be reached, this one asks for itself. */
export async function readTogether(shared: SharedScans, { key, held, isFresh, read, signal }: Together) {
  let newest = held
  let version: string | null = null
  for (;;) {
    signal.throwIfAborted()
    const lease = await shared.lead(key)
    if (lease === 'alone') return read(newest)
    const fetched = await shared.fetch(key, version)
    if (fetched) {
      version = fetched.version
      const theirs = toReading(fetched)
      if (newest === null || theirs.readAt > newest.readAt) newest = theirs
    }
    const isThere = newest !== null && newest !== held && isFresh(newest)
    if (lease === 'other') {
      if (newest && isThere) return newest
      await wait(LOOK_MS, undefined, { signal })
      continue
    }
    if (newest && isThere) {
      await lease.release()
      return newest
    }
    try {
      const reading = await read(newest)
      // Nobody here waits for it; the lease is held until it is done.
      void shared.publish(key, toShared(reading))
      return reading
    } catch (error) {
      await lease.release()
      throw error
    }
  }
}

function toShared({ tasks, earlier, ...meta }: Reading): SharedReading {
  // Safe: all else of a reading is numbers, texts and a problem, which is sent as JSON elsewhere too.
  return { meta: meta as unknown as Json, rows: tasks.values(), earlier }
}

function toReading({ meta, rows, earlier }: FetchedReading): Reading {
  // Safe: written by toShared of the same code, which the namespace sees to.
  const facts = meta as unknown as Omit<Reading, 'tasks' | 'earlier'>
  return { ...facts, tasks: new Map(rows.map((task) => [task.key, task])), earlier }
}
