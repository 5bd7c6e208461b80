'use client'

import { useTranslations } from 'next-intl'

/** Holds the place of what is on its way, so that nothing jumps far when it comes. */
export function Awaited() {
  const t = useTranslations('details')
  return (
    <p className="flex min-h-24 items-center justify-center rounded-lg border border-line border-dashed text-ink-faint text-sm">
      {t('awaited')}
    </p>
  )
}
