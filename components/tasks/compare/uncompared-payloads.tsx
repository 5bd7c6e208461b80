'use client'

import { useTranslations } from 'next-intl'
import { compareSides } from '@/lib/tasks/compare/compare-search'
import type { Task } from '@/lib/tasks/task'
import { PayloadPart } from '../details/payload-part'
import type { Details } from '../details/use-details'
import { SectionHeading } from '../drawer/section-heading'
import { SideLetter } from './side-letter'

interface UncomparedPayloadsProps {
  a: { task: Task; details: Details }
  b: { task: Task; details: Details }
  isAwaited: boolean
}

/** What one or both of two tasks did is not wholly known: a missing answer would look like a difference. */
export function UncomparedPayloads({ a, b, isAwaited }: UncomparedPayloadsProps) {
  const t = useTranslations('compare')
  const sides = { a, b }
  return (
    <section>
      <SectionHeading note={t(isAwaited ? 'awaitsBoth' : 'notOfBoth')}>{t('payload')}</SectionHeading>
      <div className="grid gap-4 md:grid-cols-2">
        {compareSides.map((side) => (
          <div key={side} className="min-w-0 space-y-2">
            <SideLetter side={side} />
            <PayloadPart {...sides[side]} />
          </div>
        ))}
      </div>
    </section>
  )
}
