'use client'

import { useFormats } from '@/components/tasks/formats'
import type { ScopeName } from '@/lib/tasks/opened-scope'

/** A region by its name in words and in the cloud, with the account where there are several. */
export function PlaceName({ place: { account, region }, scopes }: { place: ScopeName; scopes: ScopeName[] }) {
  const formats = useFormats()
  const severalAccounts = scopes.some((scope) => scope.account !== scopes[0]?.account)
  return (
    <>
      {formats.region(region)} <span className="font-mono text-ink-faint text-xs">{region}</span>
      {severalAccounts && <span className="ml-1.5 text-ink-soft text-xs">{account}</span>}
    </>
  )
}
