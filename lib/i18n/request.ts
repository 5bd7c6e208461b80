import { cookies, headers } from 'next/headers'
import { getRequestConfig } from 'next-intl/server'
import { PREFERENCES_COOKIE, readPreferences } from '@/lib/preferences'
import { preferredLocale } from './locale'

export default getRequestConfig(async () => {
  const preferences = readPreferences((await cookies()).get(PREFERENCES_COOKIE)?.value)
  const locale = preferences.locale ?? preferredLocale((await headers()).get('accept-language'))
  const { default: messages } = await import(`@/messages/${locale}.json`)
  // Every time on screen is formatted by lib/format in the zone of the address; this only keeps both sides equal.
  return { locale, messages, timeZone: 'UTC' }
})
