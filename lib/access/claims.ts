import 'server-only'
import type { ClaimNames } from '@/lib/config/access/model'
import { refuse } from '@/lib/http/problem-error'

/** Who a verified token is about. Throws `signed-out` where it does not say so plainly. */
export function userAndGroupsOf(
  claims: Record<string, unknown>,
  names: ClaimNames,
): { user: string; groups: string[] } {
  const user = claims[names.user]
  if (typeof user !== 'string' || !isPlain(user) || (names.user === 'email' && !isVerifiedMail(user, claims))) {
    return refuse('signed-out', { detail: `The token has no claim ${names.user} that can be relied on.` })
  }
  const groups = claims[names.groups]
  return { user, groups: [groups].flat().filter((group): group is string => typeof group === 'string' && group !== '') }
}

function isPlain(user: string): boolean {
  return user.length <= 200 && /^[^\s\p{C}]+$/u.test(user)
}

/** Of two signs some readers take the first and others the last. */
function isVerifiedMail(user: string, { email_verified: isVerified }: Record<string, unknown>): boolean {
  return /^[^@]+@[^@]+$/.test(user) && isVerified !== false && isVerified !== 'false'
}
