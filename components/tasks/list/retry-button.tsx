'use client'

import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { Icon } from '@/components/ui/icon'
import type { ScopeName } from '@/lib/tasks/scope-choice'
import { scopeKey } from './standing'
import type { ScopeRetry } from './use-tasks'

interface RetryButtonProps {
  scopes: ScopeName[]
  retry: ScopeRetry
  /** What is asked again, for a reader who hears only the button. */
  name: string
}

/** Asks some scopes again, and only these. */
export function RetryButton({ scopes, retry, name }: RetryButtonProps) {
  const t = useTranslations('coverage')
  const busy = scopes.some((scope) => retry.asking.includes(scopeKey(scope)))
  return (
    <Button
      className="whitespace-nowrap"
      aria-label={`${busy ? t('retrying') : t('retry')} ${name}`}
      aria-disabled={busy}
      onClick={() => retry.run(scopes)}
    >
      <Icon name="refresh" className={`size-3.5 ${busy ? 'motion-safe:animate-spin' : ''}`} />
      {busy ? t('retrying') : t('retry')}
    </Button>
  )
}
