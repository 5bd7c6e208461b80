import 'server-only'
import type { NextRequest } from 'next/server'
import { PREFERENCES_COOKIE, readPreferences } from '@/lib/preferences'
import { type Locale, preferredLocale } from './locale'

/** The language of a reader who asks a route: as the pages choose it. */
export function localeOfRequest({ cookies, headers }: Pick<NextRequest, 'cookies' | 'headers'>): Locale {
  const { locale } = readPreferences(cookies.get(PREFERENCES_COOKIE)?.value)
  return locale ?? preferredLocale(headers.get('accept-language'))
}
