import { cpus, totalmem } from 'node:os'

/** What the figures were taken on, in one line. */
export function describeMachine(): string {
  const all = cpus()
  const memoryGib = Math.round(totalmem() / 2 ** 30)
  return `${all.length} × ${all[0]?.model.trim() ?? 'an unknown processor'}, ${memoryGib} GiB, Node ${process.versions.node}`
}
