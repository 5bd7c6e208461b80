import { useTranslations } from 'next-intl'
import { primaryLook } from '@/components/ui/button'
import { accessProblemKinds } from '@/lib/http/problem'
import { AccessFrame } from './access-frame'

interface SignInProps {
  mode: 'oidc' | 'proxy-jwt' | 'token' | 'none'
  /** As an address has it: the kind of a problem, or `failed` for a sign-in that came to nothing. */
  why: string
  /** A page of ours, to come back to. */
  to: string
}

/** Why nobody is signed in, and the way in. */
export function SignIn({ mode, why, to }: SignInProps) {
  const problem = useTranslations('problem')
  const t = useTranslations('access')
  const kind = accessProblemKinds.find((known) => known === why) ?? 'signed-out'
  const failed = why === 'failed'
  return (
    <AccessFrame title={failed ? t('failedTitle') : problem(`${kind}.title`)}>
      <p className="text-ink-soft text-sm" role={failed ? 'alert' : undefined}>
        {failed ? t(mode === 'token' ? 'failedToken' : 'failedBody') : problem(`${kind}.advice`)}
      </p>
      {mode === 'oidc' && (
        <a className={`${primaryLook} min-h-9 w-full`} href={`/auth/sign-in?${new URLSearchParams({ to })}`}>
          {t('signIn')}
        </a>
      )}
      {mode === 'token' && <TokenForm to={to} />}
      {mode === 'proxy-jwt' && (
        <>
          <p className="text-ink-soft text-sm">{t('proxy')}</p>
          <a className={`${primaryLook} min-h-9 w-full`} href={to}>
            {t('reload')}
          </a>
        </>
      )}
    </AccessFrame>
  )
}

function TokenForm({ to }: { to: string }) {
  const t = useTranslations('access')
  return (
    <form action="/auth/token" method="post" className="space-y-3">
      <input type="hidden" name="to" value={to} />
      <label className="block space-y-1 text-sm">
        <span>{t('token')}</span>
        <input
          type="password"
          name="token"
          required
          autoComplete="current-password"
          className="block min-h-9 w-full rounded-md border border-line-strong bg-raised px-2.5 font-mono"
        />
      </label>
      <button type="submit" className={`${primaryLook} min-h-9 w-full`}>
        {t('signIn')}
      </button>
    </form>
  )
}
