'use client'

import { useTranslations } from 'next-intl'
import type { ScopeName } from '@/lib/tasks/opened-scope'
import { useFormats } from '../formats'
import { controlLook, Labelled } from './labelled'

interface ScopeSelectProps {
  scopes: ScopeName[]
  scope: ScopeName
  onChange: (scope: ScopeName) => void
}

export function ScopeSelect({ scopes, scope, onChange }: ScopeSelectProps) {
  const t = useTranslations('filters')
  const formats = useFormats()
  const accounts = new Set(scopes.map(({ account }) => account))
  const value = `${scope.account}/${scope.region}`
  const known = scopes.some((other) => `${other.account}/${other.region}` === value)

  function choose(text: string) {
    const chosen = scopes.find(({ account, region }) => `${account}/${region}` === text)
    if (chosen) onChange(chosen)
  }

  return (
    <Labelled label={t('region')}>
      <select
        className={`${controlLook} max-w-64`}
        value={known ? value : ''}
        onChange={(event) => choose(event.target.value)}
      >
        {!known && <option value="">{scope.region}</option>}
        {scopes.map(({ account, region }) => (
          <option key={`${account}/${region}`} value={`${account}/${region}`}>
            {accounts.size > 1 ? `${account} · ` : ''}
            {formats.region(region)} · {region}
          </option>
        ))}
      </select>
    </Labelled>
  )
}
