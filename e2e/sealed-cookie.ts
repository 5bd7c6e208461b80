import { hkdfSync, randomUUID } from 'node:crypto'
import { base64url, EncryptJWT } from 'jose'

export const SESSION_COOKIE = '__Host-cdb-tasks'

interface Sealing {
  key: string
  /** What it is for; `session` is the right one. */
  audience?: string
  lifeMs?: number | null
  payload?: Record<string, unknown>
}

/** A cookie as the server seals it: an independent second reading of its form, to make those that it must not take. */
export async function sealedCookie({ key, audience = 'session', lifeMs = 600_000, payload }: Sealing): Promise<string> {
  const derived = (info: string, length: number) => new Uint8Array(hkdfSync('sha256', key, '', info, length))
  const sealing = new EncryptJWT({ ...sessionOf({}), ...payload })
    .setProtectedHeader({ alg: 'dir', enc: 'A256GCM', kid: base64url.encode(derived('cdb-tasks key id', 9)) })
    .setAudience(audience)
  if (lifeMs !== null) sealing.setExpirationTime(new Date(Date.now() + lifeMs))
  return sealing.encrypt(derived('cdb-tasks session', 32))
}

export function sessionOf(part: Record<string, unknown>): Record<string, unknown> {
  const now = Date.now()
  return {
    id: randomUUID(),
    mode: 'oidc',
    user: 'ann@example.com',
    groups: ['dba'],
    startedAt: now,
    seenAt: now,
    ...part,
  }
}
