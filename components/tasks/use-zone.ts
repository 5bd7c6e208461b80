'use client'

import { useSyncExternalStore } from 'react'
import type { Zone } from '@/lib/format/date-time'

/** The zone to draw in. A server does not know the reader's, so `local` begins as Beijing and turns when the page wakes. */
export function useZone(wanted: Zone): Zone {
  const awake = useSyncExternalStore(
    neverChanges,
    () => true,
    () => false,
  )
  return wanted === 'local' && !awake ? 'beijing' : wanted
}

function neverChanges() {
  return () => undefined
}
