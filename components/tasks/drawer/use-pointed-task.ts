'use client'

import { startTransition, useEffect, useState } from 'react'
import type { Task } from '@/lib/tasks/task'

/** Who only crosses a row on the way elsewhere does not stay on it for so long. */
const REST_MS = 60

/** The listed task that a person is about to open: the pointer rests on its row, presses it, or the focus is there. */
export function usePointedTask(rows: Task[], isOpen: boolean): Task | undefined {
  const [key, point] = useState<string | null>(null)
  if (isOpen && key !== null) point(null)

  useEffect(() => {
    if (isOpen) return
    let timer: ReturnType<typeof setTimeout> | undefined
    function notice(event: Event) {
      // A finger that comes down may as well be about to scroll.
      if (event instanceof PointerEvent && event.pointerType === 'touch') return
      const row = event.target instanceof Element ? event.target.closest('[data-row]') : null
      clearTimeout(timer)
      timer = setTimeout(
        () => startTransition(() => point(row?.getAttribute('data-row') ?? null)),
        event.type === 'pointerdown' ? 0 : REST_MS,
      )
    }
    const signs = ['pointerover', 'pointerdown', 'focusin']
    for (const sign of signs) addEventListener(sign, notice, { passive: true })
    return () => {
      clearTimeout(timer)
      for (const sign of signs) removeEventListener(sign, notice)
    }
  }, [isOpen])

  return key === null ? undefined : rows.find((row) => row.key === key)
}
