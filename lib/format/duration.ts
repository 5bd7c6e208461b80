const UNITS = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
] as const

export type DurationUnit = (typeof UNITS)[number][0]

/** The two largest units of a duration that are not zero: 79,901 s is 22 h and 11 min. */
export function durationParts(seconds: number): { unit: DurationUnit; n: number }[] {
  const whole = Math.max(0, Math.round(seconds))
  const first = UNITS.findIndex(([, size]) => whole >= size)
  if (first === -1) return [{ unit: 'second', n: 0 }]
  return UNITS.slice(first, first + 2)
    .map(([unit, size], index) => ({
      unit,
      n: Math.floor((index === 0 ? whole : whole % (UNITS[first]?.[1] ?? 1)) / size),
    }))
    .filter(({ n }) => n > 0)
}
