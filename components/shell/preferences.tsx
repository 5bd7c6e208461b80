'use client'

import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react'
import { formatPreferences, PREFERENCES_COOKIE, type Preferences } from '@/lib/preferences'

interface PreferencesValue {
  preferences: Preferences
  change: (part: Partial<Preferences>) => void
}

const PreferencesContext = createContext<PreferencesValue | null>(null)

const A_YEAR_SECONDS = 31_536_000

export function PreferencesProvider({ initial, children }: { initial: Preferences; children: ReactNode }) {
  const [preferences, setPreferences] = useState(initial)
  useEffect(() => {
    // The page listens from here on.
    document.documentElement.dataset.awake = ''
  }, [])
  const value = useMemo(() => {
    function change(part: Partial<Preferences>) {
      const next = { ...preferences, ...part }
      // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is younger than the browsers served here.
      document.cookie = `${PREFERENCES_COOKIE}=${formatPreferences(next)}; path=/; max-age=${A_YEAR_SECONDS}; samesite=lax`
      document.documentElement.dataset.theme = next.theme
      setPreferences(next)
      // The words come with the page from the server.
      if (part.locale !== undefined) window.location.reload()
    }
    return { preferences, change }
  }, [preferences])
  return <PreferencesContext value={value}>{children}</PreferencesContext>
}

export function usePreferences(): PreferencesValue {
  const value = useContext(PreferencesContext)
  if (!value) throw new Error('usePreferences outside PreferencesProvider')
  return value
}
