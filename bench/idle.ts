import { cpus } from 'node:os'
import { setTimeout as wait } from 'node:timers/promises'

const SAMPLE_MS = 2_000
const QUIET = 0.8
const PATIENCE_MS = 30_000

/** Waits a while for other work on this machine to end; false when it did not. */
export async function untilQuiet(): Promise<boolean> {
  const until = performance.now() + PATIENCE_MS
  while (performance.now() < until) {
    if (await isQuiet()) return true
  }
  return false
}

/** Whether the machine has nothing else to do, now. */
export async function isQuiet(): Promise<boolean> {
  return (await idleShare()) >= QUIET
}

/** Of all processors' time, in the next two seconds. */
export async function idleShare(): Promise<number> {
  const before = times()
  await wait(SAMPLE_MS)
  const after = times()
  return (after.idle - before.idle) / (after.total - before.total)
}

function times() {
  const all = cpus().map((cpu) => cpu.times)
  const idle = all.reduce((sum, cpu) => sum + cpu.idle, 0)
  return { idle, total: all.reduce((sum, cpu) => sum + cpu.user + cpu.nice + cpu.sys + cpu.irq, idle) }
}
