import { useTranslations } from 'next-intl'
import { type SignedInUser, UserMenu } from '../sign-in/user-menu'
import { SettingsMenu } from './settings-menu'

/** The documented example's ten tasks all started between these two days. */
const DOCUMENTED = '/tasks?region=ap-guangzhou&from=2017-04-06T00:00:00Z&to=2017-07-22T00:00:00Z'

interface AppHeaderProps {
  demo: boolean
  /** Sign-in is off, and the server is open to the network. */
  everybody: boolean
  /** Null where everybody is the same, or nobody is known. */
  user: SignedInUser | null
}

export function AppHeader({ demo, everybody, user }: AppHeaderProps) {
  const t = useTranslations('app')
  const access = useTranslations('access')
  return (
    <>
      <a href="#tasks" className="sr-only focus:not-sr-only focus:absolute focus:z-50 focus:bg-raised focus:p-2">
        {t('skip')}
      </a>
      <p className="browser-floor">{t('unsupported')}</p>
      <noscript>
        <p className="bg-pending-soft px-4 py-2 text-sm">{t('noScript')}</p>
      </noscript>
      {demo && (
        <p className="flex flex-wrap justify-center gap-x-3 border-line border-b bg-accent-soft px-4 py-1.5 text-center text-ink text-xs">
          <span>{t('demo')}</span>
          <a href={DOCUMENTED} className="font-medium text-accent underline underline-offset-2">
            {t('demoDocumented')}
          </a>
        </p>
      )}
      {everybody && (
        <p className="border-negative/40 border-b bg-negative-soft px-4 py-1.5 text-center font-medium text-ink text-xs">
          {access('everybody')}
        </p>
      )}
      <header className="flex items-center gap-2 border-line border-b bg-surface px-3 py-2 sm:px-4">
        {/* A plain link: it costs no script, and a fresh page is what it is for. */}
        <a href="/tasks" className="flex items-center gap-2 whitespace-nowrap font-semibold">
          <Mark />
          <span className={user ? 'max-[23rem]:sr-only' : undefined}>{t('name')}</span>
        </a>
        <span className="hidden text-ink-faint text-sm md:inline">{t('tagline')}</span>
        <div className="ml-auto flex items-center gap-1.5">
          <SettingsMenu />
          {user && <UserMenu {...user} />}
        </div>
      </header>
    </>
  )
}

function Mark() {
  return (
    <svg viewBox="0 0 20 20" className="size-5" aria-hidden="true">
      <rect x="1" y="2" width="18" height="4" rx="2" className="fill-accent" />
      <rect x="1" y="8" width="12" height="4" rx="2" className="fill-accent opacity-60" />
      <rect x="1" y="14" width="15" height="4" rx="2" className="fill-accent opacity-35" />
    </svg>
  )
}
