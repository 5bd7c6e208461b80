/** Undecided is a time that misses its target on a machine which has other work. */
export type Verdict = 'met' | 'MISSED' | 'undecided: the machine is busy'

export interface Measure {
  what: string
  /** Null where the figure is only told. */
  target: string | null
  figure: string
  verdict: Verdict | null
  /** How the figure came about. */
  how: string
}

export function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length / 2
  return ((sorted[Math.ceil(middle) - 1] ?? Number.NaN) + (sorted[Math.floor(middle)] ?? Number.NaN)) / 2
}

/** The smallest value that at least this share of all does not exceed. */
export function percentile(values: number[], share: number): number {
  return values.toSorted((a, b) => a - b)[Math.ceil(share * values.length) - 1] ?? Number.NaN
}

export function mean(values: number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

export function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(2)} s`
}

export function asTable(measures: Measure[]): string {
  const rows = measures.map(({ what, target, figure, verdict }) => [what, target ?? '–', figure, verdict ?? '–'])
  const table = [['measure', 'target', 'figure', 'verdict'], ['---', '---', '---', '---'], ...rows]
  const notes = measures.map(({ what, how }) => `- ${what}: ${how}`)
  return [...table.map((cells) => `| ${cells.join(' | ')} |`), '', ...notes].join('\n')
}
