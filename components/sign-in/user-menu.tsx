'use client'

import { useTranslations } from 'next-intl'
import { buttonLook } from '@/components/ui/button'
import { Disclosure } from '@/components/ui/disclosure'
import { Icon } from '@/components/ui/icon'

export interface SignedInUser {
  name: string
  groups: string[]
  /** Whether there is a session to end here; a proxy in front keeps its own. */
  canSignOut: boolean
}

/** Who is signed in, by what groups, and the way out. */
export function UserMenu({ name, groups, canSignOut }: SignedInUser) {
  const t = useTranslations('access')
  return (
    <Disclosure
      align="end"
      label={t('signedInAs', { name })}
      summaryClass={`${buttonLook} px-2`}
      summary={
        <>
          <Icon name="user" className="size-3.5" />
          <bdi className="hidden max-w-40 truncate md:inline">{name}</bdi>
        </>
      }
    >
      <div className="max-w-72 space-y-3 [overflow-wrap:anywhere]">
        <p>
          <span className="block text-ink-faint text-xs">{t('signedIn')}</span>
          <bdi>{name}</bdi>
        </p>
        <p>
          <span className="block text-ink-faint text-xs">{t('groups')}</span>
          <bdi>{groups.length > 0 ? groups.join(', ') : t('noGroups')}</bdi>
        </p>
        {canSignOut && (
          <form action="/auth/sign-out" method="post">
            <button type="submit" className={buttonLook}>
              {t('signOut')}
            </button>
          </form>
        )}
      </div>
    </Disclosure>
  )
}
