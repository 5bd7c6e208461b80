import { type Locale, toLocale } from './i18n/locale'

export const themes = ['system', 'light', 'dark'] as const
export const densities = ['comfortable', 'compact'] as const
export const startsFolds = ['auto', 'open', 'folded'] as const
export const startsForms = ['chart', 'table'] as const

export type Theme = (typeof themes)[number]
export type Density = (typeof densities)[number]
/** Whether the starts above the list are drawn; `auto` folds them where it is narrow. */
export type StartsFold = (typeof startsFolds)[number]
export type StartsForm = (typeof startsForms)[number]

/** How one browser likes to see the page; what is seen is in the address, never here. */
export interface Preferences {
  theme: Theme
  /** Null follows the browser's language. */
  locale: Locale | null
  density: Density
  hiddenColumns: string[]
  singleKeys: boolean
  startsFold: StartsFold
  startsForm: StartsForm
}

export const PREFERENCES_COOKIE = 'preferences'

/** Reads the cookie's value; whatever is not understood is the default. */
export function readPreferences(cookie: string | undefined): Preferences {
  const values = new URLSearchParams(safelyDecoded(cookie ?? ''))
  return {
    theme: themes.find((theme) => theme === values.get('theme')) ?? 'system',
    locale: toLocale(values.get('locale')),
    density: densities.find((density) => density === values.get('density')) ?? 'comfortable',
    hiddenColumns: (values.get('hide') ?? '').split(',').filter(Boolean),
    singleKeys: values.get('keys') !== 'off',
    startsFold: startsFolds.find((fold) => fold === values.get('fold')) ?? 'auto',
    startsForm: startsForms.find((form) => form === values.get('starts')) ?? 'chart',
  }
}

export function formatPreferences(preferences: Preferences): string {
  const { theme, locale, density, hiddenColumns, singleKeys, startsFold, startsForm } = preferences
  const values = new URLSearchParams({
    theme,
    ...(locale && { locale }),
    density,
    hide: hiddenColumns.join(','),
    keys: singleKeys ? 'on' : 'off',
    fold: startsFold,
    starts: startsForm,
  })
  return encodeURIComponent(values.toString())
}

function safelyDecoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return ''
  }
}
