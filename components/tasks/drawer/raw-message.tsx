'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { CopyButton } from '@/components/ui/copy-button'
import { LongText } from '@/components/ui/long-text'

/** The message with every character that came, noise and newline marks among them. */
export function RawMessage({ message }: { message: string }) {
  const t = useTranslations('drawer')
  const [open, setOpen] = useState(false)
  return (
    <details className="text-ink-soft text-xs" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className="min-h-6 py-1 underline underline-offset-2">{t('rawMessage')}</summary>
      {open && (
        <>
          <p className="font-mono">
            <LongText text={message} />
          </p>
          <CopyButton label={t('copyMessage')} text={() => message} />
        </>
      )}
    </details>
  )
}
