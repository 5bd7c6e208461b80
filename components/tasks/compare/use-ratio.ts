'use client'

import { useFormatter } from 'next-intl'

/** In three digits, so that a small ratio does not read as none. */
export function useRatio(): (ratio: number) => string {
  const format = useFormatter()
  return (ratio) => format.number(ratio, { maximumSignificantDigits: 3 })
}
