'use client'

import { useTranslations } from 'next-intl'
import { useEffect, useRef } from 'react'
import { Button } from '@/components/ui/button'

const KEYS = [
  ['/', 'search'],
  ['j k ↓ ↑', 'move'],
  ['Enter', 'open'],
  ['Esc', 'close'],
  ['[ ]', 'neighbours'],
  ['y', 'copyLink'],
  ['r', 'refresh'],
  ['?', 'help'],
] as const

interface ShortcutsHelpProps {
  /** Keys of this page alone, and what each does. */
  own?: { keys: string; does: string }[]
  /** Whether the page has a box to find by. */
  findable?: boolean
  onClose: () => void
}

export function ShortcutsHelp({ own = [], findable = true, onClose }: ShortcutsHelpProps) {
  const t = useTranslations('keys')
  const shared = KEYS.filter(([, label]) => findable || label !== 'search')
  const drawer = useTranslations('drawer')
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => dialog.current?.showModal(), [])
  return (
    <dialog
      ref={dialog}
      aria-labelledby="keys-title"
      onClose={onClose}
      className="m-auto rounded-xl border border-line bg-raised p-5 text-ink shadow-xl"
    >
      <h2 id="keys-title" className="mb-3 font-semibold">
        {t('title')}
      </h2>
      <dl className="space-y-1.5 text-sm">
        {[...shared.map(([keys, label]) => ({ keys, does: t(label) })), ...own].map(({ keys, does }) => (
          <div key={keys} className="flex gap-4">
            <dt className="w-20 font-mono text-ink-soft">{keys}</dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      <p className="mt-3 mb-3 text-ink-faint text-xs">{t('off')}</p>
      <Button onClick={() => dialog.current?.close()}>{drawer('close')}</Button>
    </dialog>
  )
}
