'use client'

import { type RefObject, useEffect, useRef } from 'react'
import { focusRowLink } from '@/components/data-table/data-table'
import { usePreferences } from '@/components/shell/preferences'
import { copyText } from '@/components/ui/copy-text'

interface ShortcutTargets {
  list: RefObject<HTMLDivElement | null>
  onHelp: () => void
  onRefresh: () => void
}

/** Single-letter keys of the list. Silent in inputs, with modifiers, while composing, under a dialog, or switched off. */
export function useShortcuts({ list, onHelp, onRefresh }: ShortcutTargets) {
  const { preferences } = usePreferences()
  const targets = useRef({ onHelp, onRefresh })
  targets.current = { onHelp, onRefresh }

  useEffect(() => {
    if (!preferences.singleKeys) return
    const move = (step: 1 | -1) => {
      const rows = document.activeElement?.closest('[data-rows]') ?? list.current?.querySelector('[data-rows]')
      if (rows) focusRowLink(rows, step)
    }
    const actions: Record<string, () => void> = {
      '/': () => document.querySelector<HTMLElement>('[data-find]')?.focus(),
      j: () => move(1),
      k: () => move(-1),
      r: () => targets.current.onRefresh(),
      y: copyFocusedLink,
      '?': () => targets.current.onHelp(),
    }
    function onKey(event: KeyboardEvent) {
      const action = isPlainKey(event) && !document.querySelector('dialog[open]') ? actions[event.key] : undefined
      if (!action) return
      event.preventDefault()
      action()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [preferences.singleKeys, list])
}

export function isPlainKey(event: KeyboardEvent): boolean {
  const { target } = event
  const typing =
    target instanceof HTMLElement && target.closest('input:not([type=checkbox],[type=radio]), textarea, select')
  return !(event.isComposing || event.ctrlKey || event.metaKey || event.altKey || typing)
}

function copyFocusedLink() {
  const address = document.activeElement?.closest('[data-row]')?.querySelector('a[data-row-link]')?.getAttribute('href')
  if (address) void copyText(new URL(address, window.location.href).href)
}
