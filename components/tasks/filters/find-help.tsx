'use client'

import { useTranslations } from 'next-intl'

const EXAMPLES = [
  ['cdb-c1nl9rpv', 'helpId'],
  ['lock wait', 'helpWords'],
  ['msg:deadlock', 'helpMsg'],
  ['code:1064', 'helpCode'],
  ['db:orders', 'helpDb'],
  ['file:nightly.sql', 'helpFile'],
  ['param:max_connections', 'helpParam'],
] as const

export function FindHelp() {
  const t = useTranslations('filters')
  return (
    <dl className="grid max-w-md grid-cols-[auto_1fr] gap-x-4 gap-y-1.5">
      {EXAMPLES.map(([example, words]) => (
        <div key={example} className="contents">
          <dt className="select-all font-mono text-xs leading-5">{example}</dt>
          <dd className="text-ink-soft text-xs leading-5">{t(words)}</dd>
        </div>
      ))}
    </dl>
  )
}
