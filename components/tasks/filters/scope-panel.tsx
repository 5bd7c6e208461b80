'use client'

import { useTranslations } from 'next-intl'
import { useId, useState } from 'react'
import { Icon } from '@/components/ui/icon'
import { chooseAccounts, chooseRegions, offeredAccounts, offeredRegions } from '@/lib/tasks/scope-choice'
import { useFormats } from '../formats'
import { CheckList, type CheckOption, toggled } from './check-list'
import { controlLook } from './labelled'
import type { ScopeFilterProps } from './scope-filter'
import { useFacetCounts } from './use-facet-counts'

/** More than these are not found at a glance. */
const AT_A_GLANCE = 8

export function ScopePanel({ scopes, search, facets, onChange }: ScopeFilterProps) {
  const t = useTranslations('filters')
  const formats = useFormats()
  const { account, region } = search
  const ofAccount = useFacetCounts(facets?.account)
  const ofRegion = useFacetCounts(facets?.region)
  const accounts = offeredAccounts(scopes, search)

  return (
    <div className="min-w-64 space-y-3">
      {accounts.length > 1 && (
        <Choice
          legend={t('account')}
          all={t('allAccounts')}
          options={accounts.map((name) => ({ value: name, label: name, count: ofAccount(name) }))}
          chosen={account}
          onChoose={(names) => onChange(chooseAccounts(scopes, search, names))}
        />
      )}
      <Choice
        legend={t('region')}
        all={t('allRegions')}
        options={offeredRegions(scopes, search).map((name) => ({
          value: name,
          label: formats.region(name),
          note: formats.region(name) === name ? undefined : name,
          count: ofRegion(name),
        }))}
        chosen={region}
        onChoose={(names) => onChange({ account, ...chooseRegions(scopes, search, names) })}
      />
    </div>
  )
}

interface ChoiceProps {
  legend: string
  all: string
  options: CheckOption<string>[]
  chosen: string[]
  onChoose: (names: string[]) => void
}

function Choice({ legend, all, options, chosen, onChoose }: ChoiceProps) {
  const t = useTranslations('filters')
  const [typed, setTyped] = useState('')
  const noneId = useId()
  const long = options.length > AT_A_GLANCE
  const wanted = long ? typed.trim().toLowerCase() : ''
  const shown = options.filter(({ label, note = '' }) => `${label} ${note}`.toLowerCase().includes(wanted))

  return (
    <fieldset className="space-y-1">
      <legend className="mb-1 text-ink-faint text-xs">{legend}</legend>
      <button
        type="button"
        aria-pressed={chosen.length === 0}
        onClick={() => onChoose([])}
        className="flex min-h-6 items-center gap-2 rounded text-ink-soft hover:text-ink aria-pressed:font-medium aria-pressed:text-accent"
      >
        <Icon name="check" className={`size-3.5 ${chosen.length === 0 ? '' : 'invisible'}`} />
        {all}
      </button>
      {long && (
        <input
          type="text"
          className={`${controlLook} w-full`}
          aria-label={t('narrowList', { list: legend })}
          aria-describedby={shown.length === 0 ? noneId : undefined}
          placeholder={t('narrowHint')}
          value={typed}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => setTyped(event.target.value)}
        />
      )}
      <CheckList options={shown} chosen={chosen} onToggle={(name) => onChoose(toggled(chosen, name))} />
      {shown.length === 0 && (
        <p id={noneId} role="status" className="text-ink-faint text-xs">
          {t('narrowNone')}
        </p>
      )}
    </fieldset>
  )
}
