import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { AccessFrame } from '@/components/sign-in/access-frame'
import { buttonLook, primaryLook } from '@/components/ui/button'
import { signOutAddress } from '@/lib/access/provider'
import { config } from '@/lib/config'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('access'))('signedOutTitle') }
}

/** After signing out here; the identity provider may still know the reader. */
export default async function SignedOut() {
  const t = await getTranslations('access')
  const { auth, publicUrl } = config()
  const there = auth.mode === 'oidc' ? await signOutAddress(auth, publicUrl ?? '') : null
  return (
    <AccessFrame title={t('signedOutTitle')}>
      <p className="text-ink-soft text-sm">{t(there ? 'signedOutBody' : 'signedOutHere')}</p>
      <p className="flex flex-wrap gap-2">
        <a className={`${primaryLook} min-h-9`} href="/tasks">
          {t('signInAgain')}
        </a>
        {there && (
          <a className={`${buttonLook} min-h-9`} href={there}>
            {t('signOutThere')}
          </a>
        )}
      </p>
    </AccessFrame>
  )
}
