'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Icon } from '@/components/ui/icon'
import type { Change } from '@/lib/tasks/payload-section'
import { Fact } from '../drawer/facts'
import { useFormats } from '../formats'
import { LabelText } from '../payload/label-text'
import { ValueText } from '../payload/value-text'

const SHOWN_AT_FIRST = 100

/** What is equal stands once and folded, but for where nothing else is there to see. */
export function EqualFold({ changes, open }: { changes: Change[]; open: boolean }) {
  const t = useTranslations('compare')
  const drawer = useTranslations('drawer')
  const { number } = useFormats()
  const [whole, setWhole] = useState(false)
  const shown = whole ? changes : changes.slice(0, SHOWN_AT_FIRST)
  if (changes.length === 0) return null
  return (
    <details className="group border-line border-t first:border-t-0" open={open}>
      <summary className="flex min-h-8 items-center gap-x-2 px-3 py-1.5 text-ink-soft text-sm hover:bg-hover hover:text-ink">
        <Icon name="chevron" className="size-3 -rotate-90 group-open:rotate-0" />
        {t(open ? 'allEqual' : 'equal', { count: changes.length })}
      </summary>
      <dl className="divide-y divide-line border-line border-t text-ink-soft text-sm">
        {shown.map(({ label, after }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: changes have no identity, and never move.
          <Fact key={index} label={<LabelText label={label} />}>
            <ValueText value={after} />
          </Fact>
        ))}
      </dl>
      {changes.length > shown.length && (
        <div className="border-line border-t p-2">
          <Button onClick={() => setWhole(true)}>{drawer('showRows', { count: number(changes.length) })}</Button>
        </div>
      )}
    </details>
  )
}
