import 'server-only'
import { toUtcText } from '@/lib/tasks/task-time'
import type { ScopeCoverage } from '@/lib/tasks/tasks-page'
import type { ScopeScans } from './gather'
import { isWhole, scopeCoverage } from './scope-coverage'

/** What is known of a scope whose rows come of one scan, of one for each instance, or of none. */
export function coverageOfScope({ scope, scans, problem }: ScopeScans, now: number): ScopeCoverage {
  const parts = scans.map(scopeCoverage)
  const [first] = parts
  if (first && parts.length === 1) return first
  const { state, gap } = worstOf(parts)
  return {
    account: scope.account.name,
    region: scope.region,
    state: problem ? 'failed' : state,
    gap: problem ? null : gap,
    rowsFetched: parts.reduce((sum, { rowsFetched }) => sum + rowsFetched, 0),
    rowsTotal: problem || parts.some(({ rowsTotal }) => rowsTotal === null) ? null : totalOf(parts),
    heldFrom: edge(parts.map(({ heldFrom }) => heldFrom)).at(-1) ?? null,
    requestId: first?.requestId ?? null,
    fetchedAt: parts.length > 0 ? (edge(parts.map(({ fetchedAt }) => fetchedAt))[0] ?? null) : nothingAt(problem, now),
    stale: parts.some(({ stale }) => stale),
    problem: problem ?? parts.find((part) => part.problem !== null)?.problem ?? null,
  }
}

export function isWholeScope({ scans, problem }: ScopeScans): boolean {
  return problem === null && scans.every(isWhole)
}

function worstOf(parts: ScopeCoverage[]): Pick<ScopeCoverage, 'state' | 'gap'> {
  const state = (['failed', 'partial'] as const).find((bad) => parts.some((part) => part.state === bad)) ?? 'complete'
  const gap = (['reading', 'moving', 'capped'] as const).find((bad) => parts.some((part) => part.gap === bad)) ?? null
  return { state, gap }
}

function totalOf(parts: ScopeCoverage[]): number {
  return parts.reduce((sum, { rowsTotal }) => sum + (rowsTotal ?? 0), 0)
}

/** Earliest first. */
function edge(times: (string | null)[]): string[] {
  return times.filter((time) => time !== null).sort()
}

/** Where the viewer may see no instance there is nothing to read, and that is known now. */
function nothingAt(problem: ScopeScans['problem'], now: number): string | null {
  return problem ? null : toUtcText(now)
}
