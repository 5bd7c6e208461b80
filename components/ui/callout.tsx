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
    <div role={role} className={`flex gap-2.5 rounded-lg border px-3.5 py-2.5 text-sm ${TONES[tone]}`}>
      <Icon name={tone === 'neutral' ? 'question' : 'warning'} className="mt-0.5 size-4" />
      <div className="min-w-0 flex-1 space-y-1">
        {title && <p className="font-semibold">{title}</p>}
        {children}
      </div>
      {actions && <div className="flex shrink-0 items-start gap-2">{actions}</div>}
    </div>
  )
}
