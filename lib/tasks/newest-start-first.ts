import { startOf, type Task } from './task'

/** Orders tasks by their start; those whose start cannot be read come last. */
export function newestStartFirst(a: Task, b: Task): number {
  const [earlier, later] = [startOf(a) ?? Number.MIN_SAFE_INTEGER, startOf(b) ?? Number.MIN_SAFE_INTEGER]
  return later - earlier || (a.key < b.key ? -1 : Number(a.key > b.key))
}
