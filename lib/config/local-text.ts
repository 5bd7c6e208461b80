import 'server-only'
import { z } from 'zod'
import { type Locale, locales } from '@/lib/i18n/locale'

/** What a person reads, in one language for all or in each of ours. */
export type LocalText = string | Record<Locale, string>

const text = z.string().trim().min(1, { error: 'must not be empty' }).max(2_000)

/** An entry of a file: a text, or `{ en, zh-CN }`. */
export const localTextSchema: z.ZodType<LocalText> = z.union([text, z.strictObject({ en: text, 'zh-CN': text })], {
  error: `wants a text, or one for each of ${locales.join(' and ')}`,
})

export function inLocale(text: LocalText, locale: Locale): string {
  return typeof text === 'string' ? text : text[locale]
}
