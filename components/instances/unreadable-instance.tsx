'use client'

import { useTranslations } from 'next-intl'
import { buttonLook } from '@/components/ui/button'
import { Callout } from '@/components/ui/callout'
import { visibleControls } from '@/components/ui/long-text'
import { formatPageAddress, listAddress } from '@/lib/tasks/page-address'
import { recogniseId } from '@/lib/tasks/recognise-id'
import { defaultTaskSearch, searchParameters } from '@/lib/tasks/task-search'

/** The path holds something that no instance is called: what would be one, and where this may lead instead. */
export function UnreadableInstance({ text }: { text: string }) {
  const t = useTranslations('instance')
  const app = useTranslations('app')
  const other = recogniseId(text)
  const elsewhere = other?.kind === 'async' ? { async: other.id } : other?.kind === 'job' ? { job: other.id } : null
  return (
    <main id="tasks" className="mx-auto w-full max-w-3xl flex-1 px-4 py-5">
      <h1 className="sr-only">{t('title')}</h1>
      <Callout
        role="alert"
        tone="pending"
        title={t('unreadable', { text: visibleControls(text.slice(0, 100)) })}
        actions={
          <a className={buttonLook} href={formatPageAddress({ ...defaultTaskSearch, ...elsewhere }, listAddress)}>
            {elsewhere ? t('findOnList') : app('toList')}
          </a>
        }
      >
        <p>{t('allowed', { allowed: searchParameters.instance.allowed.join(', ') })}</p>
        {elsewhere && <p>{other?.kind === 'async' ? t('isAsync') : t('isJob')}</p>}
      </Callout>
    </main>
  )
}
