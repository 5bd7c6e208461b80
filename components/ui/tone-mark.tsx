import type { Tone } from '@/lib/tone'
import { Icon, type IconName } from './icon'

const LOOKS = {
  positive: { icon: 'check', look: 'text-positive bg-positive-soft' },
  negative: { icon: 'cross', look: 'text-negative bg-negative-soft' },
  active: { icon: 'play', look: 'text-active bg-active-soft' },
  pending: { icon: 'clock', look: 'text-pending bg-pending-soft' },
  neutral: { icon: 'dash', look: 'text-neutral bg-neutral-soft' },
} as const satisfies Record<Tone, { icon: IconName; look: string }>

/** The shape that carries a tone's meaning without its colour. */
export function toneIcon(tone: Tone): IconName {
  return LOOKS[tone].icon
}

/** Shape, word and colour together: it reads without any one of them. */
export function ToneMark({ tone, children }: { tone: Tone; children: React.ReactNode }) {
  const { icon, look } = LOOKS[tone]
  return (
    <span
      className={`inline-flex items-center gap-1 whitespace-nowrap rounded-full py-0.5 pr-2 pl-1.5 font-medium text-xs ${look}`}
    >
      <Icon name={icon} className="size-3" />
      {children}
    </span>
  )
}
