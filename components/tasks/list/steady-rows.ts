import type { Task } from '@/lib/tasks/task'
import { scopeKey } from './standing'

/** The rows that answer a question now. */
export interface LatestRows {
  /** Null while there are none for what is asked. */
  question: string | null
  earlier: Task[]
  rows: Task[]
  /** Scopes, as `account/region`, of which rows may still come that are not new. */
  unread: string[]
  /** These are the newest starts of all: what stands above the last of them and was not there before is new. */
  newest: boolean
  /** As many rows as a page holds: what comes up behind the last of them was on the next page. */
  full: boolean
}

export interface ShownRows extends LatestRows {
  /** What has come was announced: it comes when asked for, not when the pointer leaves to ask for it. */
  announced: boolean
}

export interface SteadyStep {
  shown: ShownRows
  /** How many tasks have come that are not shown; 0 where that cannot be told. */
  newCount: number
  /** Other rows belong here, of which this page cannot tell whether they are new or were on another page. */
  changed: boolean
}

/**
 * Keeps the rows a reader is on where they are: while `held`, a refresh changes what stands in a row, never which rows
 * stand where. Another question shows its own rows at once, and so do scopes that are read at last: their rows are
 * more of the same.
 */
export function stepSteadily(shown: ShownRows, latest: LatestRows, held: boolean): SteadyStep {
  const still = { newCount: 0, changed: false }
  if (latest.question === null) return { shown, ...still }
  const keys = new Set(allOf(shown).map(({ key }) => key))
  const unseen = allOf(latest).filter(({ key }) => !keys.has(key))
  const moreOfTheSame = unseen.some((task) => shown.unread.includes(scopeKey(task)))
  if (latest.question !== shown.question || moreOfTheSame) return { shown: show(shown, latest), ...still }

  const newCount = latest.newest ? countNew(shown, unseen) : 0
  const changed = !latest.newest && unseen.length > 0
  if (!held && !(shown.announced && (newCount > 0 || changed))) return { shown: show(shown, latest), ...still }
  const unread = shown.unread.filter((scope) => latest.unread.includes(scope))
  const announced = newCount > 0 || changed
  const same = announced === shown.announced && unread.length === shown.unread.length
  return { shown: same ? shown : { ...shown, unread, announced }, newCount, changed }
}

/** The rows as they stand, each with the latest that is known of it. */
export function freshened(tasks: Task[], latest: LatestRows): Task[] {
  const now = new Map(allOf(latest).map((task) => [task.key, task]))
  return tasks.map((task) => now.get(task.key) ?? task)
}

export function allOf({ earlier, rows }: Pick<LatestRows, 'earlier' | 'rows'>): Task[] {
  return [...earlier, ...rows]
}

/** The same object where nothing moves, so that it is not drawn again for nothing. */
function show(shown: ShownRows, latest: LatestRows): ShownRows {
  const same =
    !shown.announced &&
    shown.question === latest.question &&
    sameOrder(shown.earlier, latest.earlier) &&
    sameOrder(shown.rows, latest.rows) &&
    shown.unread.join() === latest.unread.join()
  return same ? shown : { ...latest, announced: false }
}

function countNew({ rows, full }: ShownRows, unseen: Task[]): number {
  const last = rows.at(-1)
  if (!full || !last) return unseen.length
  return unseen.filter(({ startedAt }) => (startedAt ?? '') >= (last.startedAt ?? '')).length
}

function sameOrder(shown: Task[], latest: Task[]): boolean {
  return shown.length === latest.length && shown.every((task, index) => task.key === latest[index]?.key)
}
