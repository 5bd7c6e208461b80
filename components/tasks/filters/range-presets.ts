/** Ranges of starts that have a name of their own, as the address writes them. */
const PRESETS = {
  '-1h': 'range1h',
  '-6h': 'range6h',
  '-24h': 'range24h',
  '-7d': 'range7d',
  '-30d': 'range30d',
  all: 'rangeAll',
} as const

export const rangePresets = Object.entries(PRESETS)

/** The message key of a range that has a name; null for one that somebody wrote. */
export function rangePreset({ from, to }: { from: string; to: string | null }) {
  return to === null ? (rangePresets.find(([bound]) => bound === from)?.[1] ?? null) : null
}
