import type { ReactNode } from 'react'
import { Disclosure } from '@/components/ui/disclosure'
import { Icon } from '@/components/ui/icon'
import { controlLook } from './labelled'

interface MenuFilterProps {
  label: string
  /** What is in force. */
  value: string
  children: ReactNode
}

/** A menu under its small label. Where it is narrow the panel hangs on the whole bar, so that it never leaves the screen. */
export function MenuFilter({ label, value, children }: MenuFilterProps) {
  return (
    <div className="flex flex-col gap-0.5 max-md:[&>details]:static">
      <span className="text-ink-faint text-xs" aria-hidden="true">
        {label}
      </span>
      <Disclosure
        summaryClass={`${controlLook} inline-flex items-center gap-2`}
        summary={
          <>
            <span className="sr-only">{label}</span>
            <span className="max-w-56 truncate">{value}</span>
            <Icon name="chevron" className="size-3" />
          </>
        }
      >
        {children}
      </Disclosure>
    </div>
  )
}
