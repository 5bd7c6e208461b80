import type { ReactNode } from 'react'
import { Icon } from '@/components/ui/icon'

/** In place of a page that somebody may not see. */
export function AccessFrame({ title, children }: { title: string; children: ReactNode }) {
  return (
    <main id="tasks" className="flex flex-1 items-start justify-center px-4 py-10 sm:pt-[14dvh]">
      <div className="w-full max-w-md space-y-4 rounded-lg border border-line bg-surface p-5 sm:p-6">
        <h1 className="flex items-center gap-2 font-semibold text-lg">
          <Icon name="lock" className="size-5 text-ink-faint" />
          {title}
        </h1>
        {children}
      </div>
    </main>
  )
}
