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

export function asTable(measures: Measure[]): string {
  const rows = measures.map(({ what, target, figure, verdict }) => [what, target ?? '–', figure, verdict ?? '–'])
  const table = [['measure', 'target', 'figure', 'verdict'], ['---', '---', '---', '---'], ...rows]
  const notes = measures.map(({ what, how }) => `- ${what}: ${how}`)
  return [...table.map((cells) => `| ${cells.join(' | ')} |`), '', ...notes].join('\n')
}
