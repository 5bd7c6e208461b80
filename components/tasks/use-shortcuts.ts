'use client'

import type { RefObject } from 'react'
import { focusRowLink } from '@/components/data-table/data-table'
import { copyText } from '@/components/ui/copy-text'
import { useSingleKeys } from './use-single-keys'

interface ShortcutTargets {
  list: RefObject<HTMLDivElement | null>
  onHelp: () => void
  onRefresh: () => void
}

/** The single keys of a list. */
export function useShortcuts({ list, onHelp, onRefresh }: ShortcutTargets) {
  const move = (step: 1 | -1) => {
    const rows = document.activeElement?.closest('[data-rows]') ?? list.current?.querySelector('[data-rows]')
    if (rows) focusRowLink(rows, step)
  }
  useSingleKeys({
    '/': () => document.querySelector<HTMLElement>('[data-find]')?.focus(),
    j: () => move(1),
    k: () => move(-1),
    r: onRefresh,
    y: copyFocusedLink,
    '?': onHelp,
  })
}

function copyFocusedLink() {
  const address = document.activeElement?.closest('[data-row]')?.querySelector('a[data-row-link]')?.getAttribute('href')
  if (address) void copyText(new URL(address, window.location.href).href)
}
