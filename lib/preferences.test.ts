import fc from 'fast-check'
import { expect, it } from 'vitest'
import { locales, preferredLocale } from './i18n/locale'
import { densities, formatPreferences, readPreferences, startsFolds, startsForms, themes } from './preferences'

it('preferences read back from the cookie they write', () => {
  fc.assert(
    fc.property(
      fc.record({
        theme: fc.constantFrom(...themes),
        locale: fc.option(fc.constantFrom(...locales)),
        density: fc.constantFrom(...densities),
        hiddenColumns: fc.uniqueArray(fc.constantFrom('region', 'type', 'message')),
        singleKeys: fc.boolean(),
        startsFold: fc.constantFrom(...startsFolds),
        startsForm: fc.constantFrom(...startsForms),
      }),
      (preferences) => {
        expect(readPreferences(formatPreferences(preferences))).toEqual(preferences)
      },
    ),
  )
})

it('a cookie that is not ours is the default', () => {
  for (const cookie of [undefined, '', '%', 'theme=<script>', '%E0%A4%A']) {
    expect(readPreferences(cookie)).toMatchObject({ theme: 'system', locale: null, density: 'comfortable' })
  }
})

it('the language follows the browser until somebody chooses', () => {
  expect(preferredLocale('zh-TW,zh;q=0.9,en;q=0.8')).toBe('zh-CN')
  expect(preferredLocale('fr-FR,en;q=0.5,zh;q=0.9')).toBe('zh-CN')
  expect(preferredLocale('de')).toBe('en')
  expect(preferredLocale(null)).toBe('en')
})
