'use client'

import { useTranslations } from 'next-intl'

const EXAMPLES = [
  ['cdb-c1nl9rpv', 'helpId'],
  ['lock wait', 'helpWords'],
  ['"lock wait"', 'helpPhrase'],
  ['msg:deadlock', 'helpMsg'],
  ['code:1064', 'helpCode'],
  ['db:orders', 'helpDb'],
  ['file:nightly.sql', 'helpFile'],
  ['param:max_connections', 'helpParam'],
  ['-msg:deadlock', 'helpWithout'],
] as const

export function FindHelp() {
  const t = useTranslations('filters')
  return (
    <dl className="max-w-lg gap-x-4 gap-y-1.5 max-sm:space-y-1.5 sm:grid sm:grid-cols-[auto_1fr]">
      {EXAMPLES.map(([example, words]) => (
        <div key={example} className="sm:contents">
          <dt className="select-all font-mono text-xs leading-5">{example}</dt>
          <dd className="text-ink-soft text-xs leading-5">{t(words)}</dd>
        </div>
      ))}
    </dl>
  )
}
