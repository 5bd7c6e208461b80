import type { AccessRule } from '@/lib/config/access/model'
import { type Viewer, verify } from './viewer'

const nobodyElse = { trustedProxies: [], publicUrl: null }

/** A viewer of mode `none`. */
export function anyone(): Promise<Viewer> {
  const access = () => ({ rules: [], tokens: [] })
  return verify(new Headers(), { auth: { mode: 'none', reach: 'anyone' }, access, ...nobodyElse })
}

/** Somebody whom these rules are about, verified by a token. */
export function viewerWith(...rules: Partial<AccessRule>[]): Promise<Viewer> {
  const whole = { groups: [], users: ['ann'], accounts: ['*'], regions: ['*'], instances: null }
  // The digest of `secret`.
  const sha256 = '2bb80d537b1da3e38bd30361aa855686bde0eacd7162fef6a25fe97bf527a25b'
  const access = () => ({
    rules: rules.map((rule) => ({ ...whole, ...rule })),
    tokens: [{ name: 'ann', sha256, groups: [] }],
  })
  const session = { keys: () => 'k'.repeat(32), longestMs: 1_000, idleMs: 1_000 }
  const headers = new Headers({ authorization: 'Bearer secret' })
  return verify(headers, { auth: { mode: 'token', session }, access, ...nobodyElse })
}
