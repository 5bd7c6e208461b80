'use client'

import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'

export default function PageError({ reset }: { error: Error; reset: () => void }) {
  const t = useTranslations('app')
  return (
    <main id="tasks" className="flex flex-1 flex-col items-center justify-center gap-3 p-8 text-center" role="alert">
      <h1 className="font-semibold text-lg">{t('crashedTitle')}</h1>
      <p className="text-ink-soft text-sm">{t('crashedBody')}</p>
      <Button onClick={reset}>{t('tryAgain')}</Button>
    </main>
  )
}
