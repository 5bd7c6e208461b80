'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from './button'
import { copyText } from './copy-text'
import { Icon } from './icon'

interface CopyButtonProps {
  /** Made when clicked, so that what is copied is what is there then. */
  text: () => string
  label: string
  iconOnly?: boolean
}

export function CopyButton({ text, label, iconOnly }: CopyButtonProps) {
  const t = useTranslations('drawer')
  const [outcome, setOutcome] = useState<'none' | 'copied' | { refused: string }>('none')

  async function copy() {
    const value = text()
    setOutcome((await copyText(value)) ? 'copied' : { refused: value })
  }

  return (
    <span className="inline-flex flex-col gap-1">
      <Button look="quiet" onClick={copy} onBlur={() => setOutcome('none')} aria-label={iconOnly ? label : undefined}>
        <Icon name={outcome === 'copied' ? 'check' : 'copy'} />
        {!iconOnly && label}
        <span role="status" className={outcome === 'copied' ? 'text-xs text-positive' : 'sr-only'}>
          {outcome === 'copied' ? t('copied') : ''}
        </span>
      </Button>
      {typeof outcome === 'object' && (
        <span className="text-xs text-negative" role="alert">
          {t('copyFailed')} <code className="select-all break-all text-ink">{outcome.refused}</code>
        </span>
      )}
    </span>
  )
}
