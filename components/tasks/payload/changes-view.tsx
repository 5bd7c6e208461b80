'use client'

import { useTranslations } from 'next-intl'
import type { Change, ChangesSection } from '@/lib/tasks/payload-section'
import { useFormats } from '../formats'
import { LabelText } from './label-text'
import { ValueText } from './value-text'

/** Before and after, the changed first and marked; what stayed is folded away. */
export function ChangesView({ section: { changes } }: { section: ChangesSection }) {
  const t = useTranslations('drawer')
  const changed = changes.filter((change) => change.changed)
  const unchanged = changes.filter((change) => !change.changed)
  return (
    <div className="rounded-lg border border-line text-sm">
      <dl className="divide-y divide-line">
        {changed.map((change, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: changes have no identity, and never move.
          <ChangeRow key={index} change={change} />
        ))}
      </dl>
      {unchanged.length > 0 && (
        <details className="border-line border-t first:border-t-0" open={changed.length === 0}>
          <summary className="min-h-6 px-3 py-1.5 text-ink-faint text-xs hover:text-ink">
            {t('unchanged', { count: unchanged.length })}
          </summary>
          <dl className="divide-y divide-line border-line border-t text-ink-soft">
            {unchanged.map((change, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: as above.
              <ChangeRow key={index} change={change} />
            ))}
          </dl>
        </details>
      )}
    </div>
  )
}

function ChangeRow({ change: { label, before, after, changed, difference } }: { change: Change }) {
  const t = useTranslations('drawer')
  const { number } = useFormats()
  return (
    <div className={`grid gap-x-4 px-3 py-1.5 sm:grid-cols-[11rem_1fr] ${changed ? 'bg-accent-soft' : ''}`}>
      <dt className="break-words text-ink-faint">
        <LabelText label={label} />
        {changed && <span className="sr-only"> ({t('changed')})</span>}
      </dt>
      <dd className="flex min-w-0 flex-wrap items-baseline gap-x-2">
        {changed ? (
          <>
            <span className="text-ink-soft">
              <ValueText value={before} />
            </span>
            <span aria-hidden="true" className="text-ink-faint">
              →
            </span>
            <span className="font-semibold">
              <ValueText value={after} />
            </span>
          </>
        ) : (
          <ValueText value={after} />
        )}
        {difference && (
          <span className="text-accent text-xs">
            {difference.ratio !== null
              ? `×${number(difference.ratio)}`
              : `${difference.by > 0 ? '+' : ''}${number(difference.by)}`}
          </span>
        )}
      </dd>
    </div>
  )
}
