'use client'

import { useEffect, useRef } from 'react'
import { usePreferences } from '@/components/shell/preferences'

/** What single keys do on the page, or in a dialog. Silent in inputs, with modifiers, while composing, or switched off. */
export function useSingleKeys(actions: Record<string, () => void>, place: 'page' | 'dialog' = 'page') {
  const { preferences } = usePreferences()
  const latest = useRef(actions)
  latest.current = actions

  useEffect(() => {
    if (!preferences.singleKeys) return
    function onKey(event: KeyboardEvent) {
      const isHere = (document.querySelector('dialog[open]') !== null) === (place === 'dialog')
      const action = isHere && isPlainKey(event) ? latest.current[event.key] : undefined
      if (!action) return
      event.preventDefault()
      action()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [preferences.singleKeys, place])
}

function isPlainKey(event: KeyboardEvent): boolean {
  const { target } = event
  const typing =
    target instanceof HTMLElement && target.closest('input:not([type=checkbox],[type=radio]), textarea, select')
  return !(event.isComposing || event.ctrlKey || event.metaKey || event.altKey || typing)
}
