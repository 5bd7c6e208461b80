'use client'

import { type ReactNode, useDeferredValue, useState } from 'react'

interface BehindDrawerProps {
  /** Null while the drawer is closed. */
  openKey: string | null
  children: ReactNode
}

/** What stands behind a drawer is drawn again once the drawer is on screen: all its rows would be, before anything is read. */
export function BehindDrawer({ openKey, children }: BehindDrawerProps) {
  const paintedKey = useDeferredValue(openKey)
  const [kept, keep] = useState(children)
  if (openKey !== null && openKey !== paintedKey) return kept
  if (kept !== children) keep(children)
  return children
}
