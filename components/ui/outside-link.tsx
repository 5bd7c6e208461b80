'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Icon } from './icon'

interface OutsideLinkProps {
  address: string
  className: string
  children: ReactNode
}

/** Leads away from here: in a tab of its own, and the other side is not told whence. */
export function OutsideLink({ address, className, children }: OutsideLinkProps) {
  const t = useTranslations('drawer')
  return (
    <a href={address} target="_blank" rel="noreferrer noopener" className={className}>
      <Icon name="external" className="size-3.5" />
      <span className="min-w-0 break-words">
        {children} <span className="sr-only">{t('newTab')}</span>
      </span>
    </a>
  )
}
