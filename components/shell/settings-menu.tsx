'use client'

import { useLocale, useTranslations } from 'next-intl'
import { buttonLook } from '@/components/ui/button'
import { Disclosure } from '@/components/ui/disclosure'
import { Icon } from '@/components/ui/icon'
import { densities, type Theme, themes } from '@/lib/preferences'
import { usePreferences } from './preferences'

const THEME_LABELS = { system: 'themeSystem', light: 'themeLight', dark: 'themeDark' } as const satisfies Record<
  Theme,
  string
>

/** A language is named in itself, so that who cannot read the page can still leave it. */
const LANGUAGES = { en: 'English', 'zh-CN': '简体中文' } as const

export function SettingsMenu() {
  const t = useTranslations('settings')
  const locale = useLocale()
  const { preferences, change } = usePreferences()
  const other = locale === 'en' ? 'zh-CN' : 'en'

  return (
    <div className="flex items-center gap-1.5">
      <button
        type="button"
        lang={other}
        className={`${buttonLook} whitespace-nowrap px-2`}
        onClick={() => change({ locale: other })}
      >
        {LANGUAGES[other]}
      </button>
      <Disclosure
        align="end"
        summaryClass={`${buttonLook} whitespace-nowrap px-2`}
        summary={
          <>
            {t('display')}
            <Icon name="chevron" className="size-3" />
          </>
        }
      >
        <div className="space-y-3">
          <Choice
            name="theme"
            legend={t('theme')}
            value={preferences.theme}
            options={themes.map((theme) => ({ value: theme, label: t(THEME_LABELS[theme]) }))}
            onChange={(theme) => change({ theme })}
          />
          <Choice
            name="density"
            legend={t('density')}
            value={preferences.density}
            options={densities.map((density) => ({ value: density, label: t(density) }))}
            onChange={(density) => change({ density })}
          />
          <label className="flex min-h-6 items-center gap-2">
            <input
              type="checkbox"
              checked={preferences.singleKeys}
              onChange={(event) => change({ singleKeys: event.target.checked })}
            />
            {t('singleKeys')}
          </label>
        </div>
      </Disclosure>
    </div>
  )
}

interface ChoiceProps<Value extends string> {
  name: string
  legend: string
  value: Value
  options: { value: Value; label: string }[]
  onChange: (value: Value) => void
}

function Choice<Value extends string>({ name, legend, value, options, onChange }: ChoiceProps<Value>) {
  return (
    <fieldset>
      <legend className="mb-1 text-ink-faint text-xs">{legend}</legend>
      <div className="flex gap-3">
        {options.map((option) => (
          <label key={option.value} className="flex min-h-6 items-center gap-1.5">
            <input type="radio" name={name} checked={option.value === value} onChange={() => onChange(option.value)} />
            {option.label}
          </label>
        ))}
      </div>
    </fieldset>
  )
}
