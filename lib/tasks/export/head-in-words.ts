import { formatTaskSearch } from '../task-search'
import type { Coverage, ScopeCoverage } from '../tasks-page'
import type { ExportHead } from './export-head'

/** The head for a reader, a line each. Where something is missing, that comes first. */
export function headInWords(head: ExportHead): string[] {
  const { rowCount, coverage, generatedAt, search, limits } = head
  return [
    ...missingInWords(coverage),
    `Written by cdb-tasks at ${generatedAt}. Tasks: ${rowCount}. Scopes: ${coverage.scopes.length}.`,
    `Asked: ${withoutCommas(formatTaskSearch(search)) || 'no filter'}`,
    ...limits,
  ]
}

/** Reads the same, and stands in one cell of a row of commas. */
export function withoutCommas(address: string): string {
  return address.replaceAll(',', '%2C')
}

/** A line for each scope that is not wholly here, after one that says so; none where all is. */
export function missingInWords({ whole, scopes }: Coverage): string[] {
  const missing = scopes.filter(({ state, stale }) => state !== 'complete' || stale)
  if (whole && missing.length === 0) return []
  return [
    `NOT WHOLE: rows are missing or old in ${missing.length} of ${scopes.length} scopes.`,
    ...missing.map((scope) => `${scope.account} ${scope.region}: ${stateInWords(scope)}${reasonInWords(scope)}`),
  ]
}

function stateInWords({ state, gap, stale, rowsFetched, rowsTotal, heldFrom, fetchedAt }: ScopeCoverage): string {
  const rows = `${rowsFetched} of ${rowsTotal ?? 'an unknown number of'} rows are here`
  const reasons = {
    reading: `is still being read; ${rows}.`,
    capped: `is more than is held of one scope; ${rows}, the newest: starts from ${heldFrom ?? 'an unknown time'} on.`,
    moving: `does not add up: it changed while it was read, or tells no task from another; ${rows}.`,
  }
  const now = gap === null ? `${state}; ${rows}.` : `${state}; it ${reasons[gap]}`
  if (fetchedAt === null && rowsFetched === 0) return `${state}; nothing of it is here.`
  return stale ? `${now} They are of an earlier reading, of ${fetchedAt ?? 'an unknown time'}.` : now
}

function reasonInWords({ problem, requestId }: ScopeCoverage): string {
  if (problem === null) return ''
  const request = problem.requestId ?? requestId
  const marks = [...(problem.code ? [`code ${problem.code}`] : []), ...(request ? [`RequestId ${request}`] : [])]
  return ` ${problem.title}: ${problem.detail}${marks.length > 0 ? ` (${marks.join('; ')})` : ''}`
}
