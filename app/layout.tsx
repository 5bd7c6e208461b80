import type { Metadata, Viewport } from 'next'
import { cookies } from 'next/headers'
import { NextIntlClientProvider } from 'next-intl'
import { getLocale } from 'next-intl/server'
import type { ReactNode } from 'react'
import { AppHeader } from '@/components/shell/app-header'
import { PreferencesProvider } from '@/components/shell/preferences'
import { QueryProvider } from '@/components/shell/query-provider'
import type { SignedInUser } from '@/components/sign-in/user-menu'
import type { Viewer } from '@/lib/access/viewer'
import { config } from '@/lib/config'
import { PREFERENCES_COOKIE, readPreferences } from '@/lib/preferences'
import './globals.css'
import { lookForViewer } from './page-viewer'

export const metadata: Metadata = {
  title: { default: 'cdb-tasks', template: '%s · cdb-tasks' },
  robots: { index: false },
}

export const viewport: Viewport = { width: 'device-width', initialScale: 1, colorScheme: 'light dark' }

export default async function RootLayout({ children }: { children: ReactNode }) {
  const locale = await getLocale()
  const preferences = readPreferences((await cookies()).get(PREFERENCES_COOKIE)?.value)
  const { demo, auth } = config()
  const { viewer } = await lookForViewer()
  return (
    <html lang={locale} data-theme={preferences.theme}>
      <body className="flex min-h-dvh flex-col bg-sunken text-ink sm:h-dvh sm:min-h-[36rem]">
        <NextIntlClientProvider>
          <PreferencesProvider initial={preferences}>
            <AppHeader
              demo={demo}
              everybody={!demo && auth.mode === 'none' && auth.reach === 'anyone'}
              user={toUser(viewer)}
            />
            <QueryProvider>{children}</QueryProvider>
          </PreferencesProvider>
        </NextIntlClientProvider>
      </body>
    </html>
  )
}

/** Nobody to name where everybody is the same. */
function toUser(viewer: Viewer | null): SignedInUser | null {
  if (viewer === null || viewer.mode === 'none') return null
  return { name: viewer.user, groups: viewer.groups, canSignOut: viewer.session !== null }
}
