import 'server-only'
import { LRUCache } from 'lru-cache'
import type { Scope } from '@/lib/config'
import type { Fleet } from './fleet'
import { ScopeScan, scanKey } from './scope-scan'
import type { TaskQuestion } from './task-question'

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

  of(fleet: Fleet, scope: Scope, question: TaskQuestion, mostRows: number): ScopeScan {
    const key = scanKey({ scope, question, mostRows })
    const known = this.#scans.get(key)
    if (known) return known
    const scan = new ScopeScan(fleet, scope, question, mostRows)
    this.#scans.set(key, scan)
    return scan
  }

  /** What is held already, or null: asks nothing. */
  peek(scope: Scope, question: TaskQuestion, mostRows: number): ScopeScan | null {
    return this.#scans.get(scanKey({ scope, question, mostRows })) ?? null
  }

  /** Its size is counted anew. */
  grew(held: ScopeScan): void {
    const key = scanKey(held)
    const scan = this.#scans.get(key)
    if (!scan) return
    this.#scans.delete(key)
    this.#scans.set(key, scan)
  }
}

/** Room for scans of few rows or none, each of which counts as one. */
const SCANS_BESIDES = 5_000

function sizeOf({ reading }: ScopeScan): number {
  return 1 + (reading?.tasks.size ?? 0)
}
