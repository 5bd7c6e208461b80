'use client'

import { type ReactNode, startTransition, useEffect, useState } from 'react'
import { afterPaint } from '@/components/ui/after-paint'

interface BehindDrawerProps {
  /** Null while the drawer is closed. */
  openKey: string | null
  children: ReactNode
}

/** What stands behind a drawer is drawn again once the drawer is on screen: all its rows would be, before anything is read. */
export function BehindDrawer({ openKey, children }: BehindDrawerProps) {
  const [paintedKey, paint] = useState(openKey)
  const [kept, keep] = useState(children)
  useEffect(() => {
    if (openKey !== paintedKey) return afterPaint(() => startTransition(() => paint(openKey)))
  }, [openKey, paintedKey])
  if (openKey !== null && openKey !== paintedKey) return kept
  if (kept !== children) keep(children)
  return children
}
