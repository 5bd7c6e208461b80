import type { ReactNode } from 'react'

export function SectionHeading({ children, note }: { children: ReactNode; note?: ReactNode }) {
  return (
    <h3 className="mb-1.5 flex flex-wrap items-baseline gap-x-2 font-semibold text-sm">
      {children}
      {note && <span className="font-normal text-ink-faint text-xs">{note}</span>}
    </h3>
  )
}
