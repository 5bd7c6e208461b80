import type { ReactNode } from 'react'

/** Names and values in two columns, one under the other where it is narrow. */
export function Facts({ children }: { children: ReactNode }) {
  return <dl className="divide-y divide-line rounded-lg border border-line text-sm">{children}</dl>
}

export function Fact({ label, children }: { label: ReactNode; children: ReactNode }) {
  return (
    <div className="grid gap-x-4 px-3 py-1.5 sm:grid-cols-[11rem_1fr]">
      <dt className="break-words text-ink-faint">{label}</dt>
      <dd className="min-w-0 break-words">{children}</dd>
    </div>
  )
}
