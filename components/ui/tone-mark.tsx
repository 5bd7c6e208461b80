import type { Tone } from '@/lib/tone'
import { Icon, type IconName } from './icon'

const LOOKS = {
  positive: { icon: 'check', ink: 'text-positive', ground: 'bg-positive-soft' },
  negative: { icon: 'cross', ink: 'text-negative', ground: 'bg-negative-soft' },
  active: { icon: 'play', ink: 'text-active', ground: 'bg-active-soft' },
  pending: { icon: 'clock', ink: 'text-pending', ground: 'bg-pending-soft' },
  neutral: { icon: 'dash', ink: 'text-neutral', ground: 'bg-neutral-soft' },
} as const satisfies Record<Tone, { icon: IconName; ink: string; ground: string }>

/** The shape that carries a tone's meaning without its colour. */
export function toneIcon(tone: Tone): IconName {
  return LOOKS[tone].icon
}

/** Shape, word and colour together: it reads without any one of them. */
export function ToneMark({ tone, children }: { tone: Tone; children: React.ReactNode }) {
  const { icon, ink, ground } = LOOKS[tone]
  return (
    <span
      className={`inline-flex items-center gap-1 whitespace-nowrap rounded-full py-0.5 pr-2 pl-1.5 font-medium text-xs ${ink} ${ground}`}
    >
      <Icon name={icon} className="size-3" />
      {children}
    </span>
  )
}

/** The shape and colour alone, beside a word. */
export function ToneIcon({ tone }: { tone: Tone }) {
  const { icon, ink } = LOOKS[tone]
  return <Icon name={icon} className={`size-3 ${ink}`} />
}
