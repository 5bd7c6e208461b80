import { isUtcTime, type Task } from './task'

type Started = Pick<Task, 'startedAt' | 'key'>

/** Orders tasks by their start; those whose start cannot be read come last. */
export function newestStartFirst(a: Started, b: Started): number {
  return startOf(b) - startOf(a) || (a.key < b.key ? -1 : Number(a.key > b.key))
}

function startOf({ startedAt }: Started): number {
  return isUtcTime(startedAt) ? Date.parse(startedAt) : Number.MIN_SAFE_INTEGER
}
