import 'server-only'
import type { Scope } from '@/lib/config'

/** Where a scope is asked: `https:` and a host, or what the configuration says instead. */
export interface Endpoint {
  protocol: 'http://' | 'https://'
  /** With a port where there is one. */
  host: string
}

/** Finance regions are cut off from the others and answer on hosts of their own; everywhere else the header decides. */
export function endpointOf({ account, region }: Scope): Endpoint {
  if (account.endpoint) {
    const { protocol, host } = new URL(account.endpoint)
    return { protocol: protocol === 'http:' ? 'http://' : 'https://', host }
  }
  return { protocol: 'https://', host: hostOf(region, account.site) }
}

function hostOf(region: string, site: Scope['account']['site']): string {
  if (region.endsWith('-fsi')) return `cdb.${region}.tencentcloudapi.com`
  return site === 'international' ? 'cdb.intl.tencentcloudapi.com' : 'cdb.tencentcloudapi.com'
}
