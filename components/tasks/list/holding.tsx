'use client'

import { type ReactNode, type Ref, startTransition, useRef } from 'react'

interface HoldingProps {
  onHeld: (held: boolean) => void
  children: ReactNode
  ref: Ref<HTMLDivElement>
}

/** Tells whether a pointer or the focus is on the rows. */
export function Holding({ onHeld, children, ref }: HoldingProps) {
  const on = useRef({ pointer: false, focus: false })
  function note(part: Partial<typeof on.current>) {
    Object.assign(on.current, part)
    // A click that takes the focus away has something to show first.
    startTransition(() => onHeld(on.current.pointer || on.current.focus))
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it listens, and is no control.
    <div
      ref={ref}
      className="flex flex-1 flex-col sm:min-h-0"
      onPointerEnter={() => note({ pointer: true })}
      onPointerLeave={() => note({ pointer: false })}
      onFocus={() => note({ focus: true })}
      onBlur={() => note({ focus: false })}
    >
      {children}
    </div>
  )
}
