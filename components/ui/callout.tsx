import type { ReactNode } from 'react'
import { Icon } from './icon'

const TONES = {
  negative: 'border-negative/40 bg-negative-soft text-ink [&>svg]:text-negative',
  pending: 'border-pending/40 bg-pending-soft text-ink [&>svg]:text-pending',
  neutral: 'border-line bg-sunken text-ink-soft',
}

interface CalloutProps {
  tone: keyof typeof TONES
  title?: ReactNode
  children?: ReactNode
  actions?: ReactNode
  role?: 'alert' | 'status'
}

export function Callout({ tone, title, children, actions, role }: CalloutProps) {
  return (
    <div
      role={role}
      className={`flex flex-wrap gap-2.5 rounded-lg border px-3.5 py-2.5 text-sm sm:flex-nowrap ${TONES[tone]}`}
    >
      <Icon name={tone === 'neutral' ? 'question' : 'warning'} className="mt-0.5 size-4" />
      {/* As wide as the icon leaves it: where it is narrow, what can be done stands below. */}
      <div className="min-w-0 flex-1 basis-[calc(100%-2rem)] space-y-1 [overflow-wrap:anywhere] sm:basis-0">
        {title && <p className="font-semibold">{title}</p>}
        {children}
      </div>
      {actions && <div className="ml-6.5 flex shrink-0 flex-wrap items-start gap-2 sm:ml-0">{actions}</div>}
    </div>
  )
}
