import { useTranslations } from 'next-intl'
import { buttonLook } from '@/components/ui/button'
import { AccessFrame } from './access-frame'

interface NoPermissionProps {
  /** In English, as in a reply. */
  detail: string
  /** The page that was wanted. */
  to: string
}

/** Somebody is known, and nothing here is for them. */
export function NoPermission({ detail, to }: NoPermissionProps) {
  const t = useTranslations('problem')
  return (
    <AccessFrame title={t('no-permission.title')}>
      <p className="text-ink-soft text-sm">{t('no-permission.advice')}</p>
      <p className="text-ink-soft text-xs [overflow-wrap:anywhere]" lang="en">
        {detail}
      </p>
      <a className={`${buttonLook} min-h-9`} href={to}>
        {t('retry')}
      </a>
    </AccessFrame>
  )
}
