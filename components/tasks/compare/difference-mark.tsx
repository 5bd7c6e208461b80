'use client'

import { useTranslations } from 'next-intl'
import { Icon } from '@/components/ui/icon'
import type { Change } from '@/lib/tasks/payload-section'

const MARKS = {
  both: { icon: 'unequal', words: 'differs' },
  before: { icon: 'left', words: 'onlyA' },
  after: { icon: 'right', words: 'onlyB' },
} as const

/** A shape and a word: it reads without its colour. */
export function DifferenceMark({ onlyIn }: Pick<Change, 'onlyIn'>) {
  const t = useTranslations('compare')
  const { icon, words } = MARKS[onlyIn ?? 'both']
  return (
    <span className="inline-flex items-center gap-1 whitespace-nowrap rounded-full bg-accent-soft py-0.5 pr-2 pl-1.5 font-medium text-accent text-xs">
      <Icon name={icon} className="size-3" />
      {t(words)}
    </span>
  )
}
