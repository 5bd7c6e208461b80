'use client'

import { useTranslations } from 'next-intl'
import { primaryLook } from '@/components/ui/button'

/** To the way in and back to where the reader is now: the address changes under the page, so it is read when it is used. */
export function SignInLink() {
  const t = useTranslations('access')
  return (
    <a
      className={primaryLook}
      href="/auth/sign-in"
      onClick={({ currentTarget }) => {
        const to = window.location.pathname + window.location.search
        currentTarget.href = `/auth/sign-in?${new URLSearchParams({ to })}`
      }}
    >
      {t('signIn')}
    </a>
  )
}
