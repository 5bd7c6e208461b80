'use client'

import { useTranslations } from 'next-intl'
import { useId } from 'react'
import type { CompareSide } from '@/lib/tasks/compare/compare-search'
import { formatPageAddress, listAddress } from '@/lib/tasks/page-address'
import { recogniseId, searchFor } from '@/lib/tasks/recognise-id'
import { defaultTaskSearch } from '@/lib/tasks/task-search'
import { controlLook } from '../filters/labelled'
import { SideLetter } from './side-letter'

interface PastedTaskProps {
  side: CompareSide
  text: string
  /** Whether a task could be read from the text. */
  isRead: boolean
}

export function PastedTask({ side, text, isRead }: PastedTaskProps) {
  const t = useTranslations('compare')
  const [inputId, problemId] = [useId(), useId()]
  const refused = text !== '' && !isRead
  return (
    <div className="space-y-1">
      <label htmlFor={inputId} className="flex items-center gap-2 text-sm">
        <SideLetter side={side} />
        {t(side === 'a' ? 'sideA' : 'sideB')}
      </label>
      <input
        id={inputId}
        name={side}
        defaultValue={text}
        required
        className={`${controlLook} w-full font-mono`}
        placeholder={t('pasteHint')}
        autoComplete="off"
        spellCheck={false}
        aria-invalid={refused}
        aria-describedby={refused ? `${problemId} paste-hint` : 'paste-hint'}
      />
      {refused && (
        <div id={problemId} role="alert" className="text-negative text-xs">
          <Refusal text={text} />
        </div>
      )}
    </div>
  )
}

function Refusal({ text }: { text: string }) {
  const t = useTranslations('compare')
  const recognised = recogniseId(text)
  if (recognised?.kind !== 'job') return t('unread')
  return (
    <>
      {t('jobAlone')}{' '}
      <a
        className="inline-flex min-h-6 items-center text-accent underline wrap-anywhere"
        href={formatPageAddress({ ...defaultTaskSearch, ...searchFor(text) }, listAddress)}
      >
        {t('findJob', { id: recognised.id })}
      </a>
    </>
  )
}
