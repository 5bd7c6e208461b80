import { useTranslations } from 'next-intl'
import { buttonLook } from '@/components/ui/button'
import { AccessFrame } from './access-frame'

interface NoPermissionProps {
  /** In English, as in a reply. */
  detail: string
  /** The page that was wanted. */
  to: string
  /** Whether there is a session to end here, for who has another name too. */
  canSignOut: boolean
}

/** Somebody is known, and nothing here is for them. */
export function NoPermission({ detail, to, canSignOut }: NoPermissionProps) {
  const t = useTranslations('problem')
  const access = useTranslations('access')
  return (
    <AccessFrame title={t('no-permission.title')}>
      <p className="text-ink-soft text-sm">{t('no-permission.advice')}</p>
      <p className="text-ink-soft text-xs [overflow-wrap:anywhere]" lang="en">
        {detail}
      </p>
      <div className="flex flex-wrap gap-2">
        <a className={`${buttonLook} min-h-9`} href={to}>
          {t('retry')}
        </a>
        {canSignOut && (
          <form action="/auth/sign-out" method="post">
            <button type="submit" className={`${buttonLook} min-h-9`}>
              {access('signOut')}
            </button>
          </form>
        )}
      </div>
    </AccessFrame>
  )
}
