import type { ReactNode } from 'react'

export const controlLook =
  'min-h-8 rounded-md border border-line-strong/50 bg-raised px-2 py-1 text-sm text-ink placeholder:text-ink-faint'

/** A small label over its control. */
export function Labelled({ label, children }: { label: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control is the child.
    <label className="flex flex-col gap-0.5">
      <span className="whitespace-nowrap text-ink-faint text-xs">{label}</span>
      {children}
    </label>
  )
}
