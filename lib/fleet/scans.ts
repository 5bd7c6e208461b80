import 'server-only'
import { LRUCache } from 'lru-cache'
import type { Scope } from '@/lib/config'
import type { Task } from '@/lib/tasks/task'
import type { Fleet } from './fleet'
import { ScopeScan, scanKey } from './scope-scan'
import { questionKey, type TaskQuestion } from './task-question'

interface Limits {
  /** Rows held of one scope. */
  perScope: number
  /** Rows held in the process. */
  inMemory: number
}

/** Every scan that the process holds, the least recently asked about given up first. */
export class Scans {
  readonly #scans: LRUCache<string, ScopeScan>

  constructor(private readonly limits: Limits) {
    this.#scans = new LRUCache({ maxSize: limits.inMemory + SCANS_BESIDES, sizeCalculation: sizeOf })
  }

  /** Of many scopes, each may hold its share only: else they would push each other out. */
  mostRows(scopes: number): number {
    return Math.max(1, Math.min(this.limits.perScope, Math.floor(this.limits.inMemory / Math.max(1, scopes))))
  }

  /**
   * What each capped scan of one list may hold where the others need less than their shares, these rows beside it;
   * null where that is no more. In doublings of the share, so that not every new row is another limit.
   */
  roomBeside(scans: ScopeScan[]): number | null {
    const capped = scans.filter(isCapped)
    const share = this.mostRows(scans.length)
    const taken = scans.reduce((sum, scan) => sum + (scan.reading?.tasks.size ?? share), 0)
    const doublings = Math.floor(Math.log2((this.limits.inMemory - taken) / capped.length / share))
    const most = Math.min(this.limits.perScope, share * 2 ** doublings)
    return capped.length > 0 && most > share ? most : null
  }

  of(fleet: Fleet, scope: Scope, question: TaskQuestion, mostRows: number): ScopeScan {
    const known = this.peek(scope, question, mostRows)
    if (known) return known
    const scan = new ScopeScan(fleet, scope, question, mostRows)
    this.#scans.set(this.#scans.has(questionKey(scope, question)) ? scanKey(scan) : questionKey(scope, question), scan)
    return scan
  }

  /** What is held already, or null: asks nothing. Read under another limit it serves as well, where it is within this one. */
  peek(scope: Scope, question: TaskQuestion, mostRows: number): ScopeScan | null {
    const shared = questionKey(scope, question)
    const scan = this.#scans.peek(shared)
    const key = scan && serves(scan, mostRows) ? shared : scanKey({ scope, question, mostRows })
    return this.#scans.get(key) ?? null
  }

  /**
   * Every task that is held of a scope, whatever was asked for; some more than once. Of some instances only, where these
   * are given: the answers to questions about them.
   */
  *tasksOf({ account, region }: Scope, instanceIds: string[] | null): Iterable<Task> {
    for (const { scope, question, reading } of this.#scans.values()) {
      if (!reading || scope.region !== region || scope.account.name !== account.name) continue
      if (instanceIds && !(question.instanceId && instanceIds.includes(question.instanceId.toLowerCase()))) continue
      yield* reading.tasks.values()
      yield* reading.earlier
    }
  }

  /** Its size is counted anew. */
  grew(held: ScopeScan): void {
    const key = [questionKey(held.scope, held.question), scanKey(held)].find((name) => this.#scans.peek(name) === held)
    if (key === undefined) return
    this.#scans.delete(key)
    this.#scans.set(key, held)
  }
}

export function isCapped({ reading }: ScopeScan): boolean {
  return reading?.gap === 'capped'
}

function serves(scan: ScopeScan, mostRows: number): boolean {
  const { reading } = scan
  return scan.mostRows === mostRows || reading === null || (!isCapped(scan) && reading.tasks.size <= mostRows)
}

/** Room for scans of few rows or none, each of which counts as one. */
const SCANS_BESIDES = 5_000

function sizeOf({ reading }: ScopeScan): number {
  return 1 + (reading?.tasks.size ?? 0)
}
