'use client'

import { useTranslations } from 'next-intl'

/** Only before anything was ever shown. */
export function ListSkeleton() {
  const t = useTranslations('list')
  return (
    <div className="min-h-64 flex-1 bg-surface p-3" role="status">
      <span className="sr-only">{t('loading')}</span>
      {SKELETON_ROWS.map((row) => (
        <div key={row} className="flex gap-4 border-line border-b py-3" aria-hidden="true">
          <span className="h-4 w-20 rounded bg-neutral-soft motion-safe:animate-pulse" />
          <span className="h-4 w-32 rounded bg-neutral-soft motion-safe:animate-pulse" />
          <span className="h-4 flex-1 rounded bg-neutral-soft motion-safe:animate-pulse" />
          <span className="h-4 w-36 rounded bg-neutral-soft motion-safe:animate-pulse" />
        </div>
      ))}
    </div>
  )
}

const SKELETON_ROWS = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j']
