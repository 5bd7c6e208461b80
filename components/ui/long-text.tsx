'use client'

import { useFormatter, useTranslations } from 'next-intl'
import { useState } from 'react'

const SHOWN_AT_FIRST = 2_000

interface LongTextProps {
  text: string
  className?: string
}

/** A text from outside: isolated from the direction of what surrounds it, and cut with a way to see it all. */
export function LongText(props: LongTextProps) {
  // Most are short, and there are dozens on a page: those need no words of ours.
  return props.text.length > SHOWN_AT_FIRST ? <CutText {...props} /> : <WholeText {...props} />
}

function WholeText({ text, className = '' }: LongTextProps) {
  return (
    <bdi className={`whitespace-pre-wrap break-words [overflow-wrap:anywhere] ${className}`}>
      {visibleControls(text)}
    </bdi>
  )
}

function CutText({ text, className }: LongTextProps) {
  const t = useTranslations('drawer')
  const format = useFormatter()
  const [whole, setWhole] = useState(false)
  return (
    <>
      <WholeText
        className={className}
        text={whole ? text : `${text.slice(0, SHOWN_AT_FIRST).replace(/[\ud800-\udbff]$/, '')}…`}
      />
      <button type="button" className="ml-1 min-h-6 text-accent underline" onClick={() => setWhole(!whole)}>
        {whole ? t('showLess') : t('showAll', { count: format.number(text.length) })}
      </button>
    </>
  )
}

/**
 * Control and direction characters as pictures, so that a text cannot rearrange what is read. So is half a surrogate:
 * HTML cannot carry it, and the page that wakes would find another text than it was sent.
 */
export function visibleControls(text: string): string {
  return text.replace(
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must become visible.
    /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\p{Cs}]/gu,
    (character) => {
      const code = character.charCodeAt(0)
      if (code < 0x20) return String.fromCharCode(0x2400 + code)
      return code === 0x7f ? '\u2421' : `⟨U+${code.toString(16).toUpperCase().padStart(4, '0')}⟩`
    },
  )
}
