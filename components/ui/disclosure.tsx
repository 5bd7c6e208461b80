'use client'

import { type ReactNode, useEffect, useLayoutEffect, useRef, useState } from 'react'

interface DisclosureProps {
  summary: ReactNode
  summaryClass: string
  /** Where the panel hangs. */
  align?: 'start' | 'end'
  label?: string
  children: ReactNode
}

/** A native `<details>` as a small menu: Escape and a click outside close it, and Escape stops there. */
export function Disclosure({ summary, summaryClass, align = 'start', label, children }: DisclosureProps) {
  const details = useRef<HTMLDetailsElement>(null)
  const panel = useRef<HTMLDivElement>(null)
  // What nobody has opened is not drawn: closed menus would stand before the first row of the page.
  const [drawn, setDrawn] = useState(false)

  useEffect(() => {
    const element = details.current
    if (!element) return
    // Whoever was quicker than the page's scripts has opened it already, and nobody heard.
    if (element.open) setDrawn(true)
    function closeOutside(event: PointerEvent) {
      if (element?.open && event.target instanceof Node && !element.contains(event.target)) element.open = false
    }
    function closeOnEscape(event: KeyboardEvent) {
      if (event.key !== 'Escape' || !element?.open) return
      event.preventDefault()
      event.stopPropagation()
      element.open = false
      element.querySelector('summary')?.focus()
    }
    document.addEventListener('pointerdown', closeOutside)
    element.addEventListener('keydown', closeOnEscape)
    return () => {
      document.removeEventListener('pointerdown', closeOutside)
      element.removeEventListener('keydown', closeOnEscape)
    }
  }, [])

  useLayoutEffect(() => {
    if (drawn) keepInWindow(panel.current)
  }, [drawn])

  function onToggle() {
    setDrawn(drawn || details.current?.open === true)
    keepInWindow(panel.current)
  }

  return (
    <details ref={details} className="relative" onToggle={onToggle}>
      <summary className={summaryClass} aria-label={label}>
        {summary}
      </summary>
      <div
        ref={panel}
        className={`absolute z-30 mt-1 max-h-[70dvh] w-max max-w-[calc(100vw-2rem)] overflow-y-auto rounded-lg border border-line bg-raised p-3 text-sm shadow-lg ${align === 'end' ? 'right-0' : 'left-0'}`}
      >
        {drawn && children}
      </div>
    </details>
  )
}

const MARGIN_PX = 8
/** With less room than this under it a panel goes on below the window, and the page scrolls. */
const LEAST_PX = 160

/** A panel that would stand out at the end moves back, and one that would at the bottom scrolls in itself. */
function keepInWindow(panel: HTMLElement | null) {
  if (!panel) return
  panel.style.translate = ''
  panel.style.maxHeight = ''
  const { clientWidth, clientHeight } = document.documentElement
  const { top, right } = panel.getBoundingClientRect()
  const beyond = right + MARGIN_PX - clientWidth
  const below = clientHeight - top - MARGIN_PX
  if (beyond > 0) panel.style.translate = `${-beyond}px`
  if (below > LEAST_PX) panel.style.maxHeight = `min(70dvh, ${below}px)`
}
