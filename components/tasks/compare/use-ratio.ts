'use client'

import { useFormatter } from 'next-intl'

/** In two digits; null for one that says nothing, because it rounds to 1, or is next to nothing. */
export function useRatio(): (ratio: number) => string | null {
  const format = useFormatter()
  return (ratio) => {
    const precision = ratio < 10 ? { maximumSignificantDigits: 2 } : { maximumFractionDigits: 0 }
    return ratio < 0.01 || Number(ratio.toPrecision(2)) === 1 ? null : format.number(ratio, precision)
  }
}
