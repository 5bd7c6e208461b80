import 'server-only'
import { hkdfSync } from 'node:crypto'
import { base64url, EncryptJWT, errors, jwtDecrypt } from 'jose'
import type { ReadSecret } from '@/lib/config/credential-source'

/** What a sealed text is for: one that was made for another use is not taken. */
type Purpose = 'session' | 'sign-in'

interface Key {
  id: string
  bytes: Uint8Array
}

/** A text that only this server can read and make, good for so long. */
export async function seal(purpose: Purpose, payload: Record<string, unknown>, lifeMs: number, keys: ReadSecret) {
  const [key] = keysOf(keys)
  if (!key) throw new Error('There is no key to seal with')
  return new EncryptJWT(payload)
    .setProtectedHeader({ alg: 'dir', enc: 'A256GCM', kid: key.id })
    .setAudience(purpose)
    .setExpirationTime(new Date(Date.now() + lifeMs))
    .encrypt(key.bytes)
}

/** Null for what was not sealed here, for this, with a key that is still listed; `expired` for what was, and is over. */
export async function unseal(purpose: Purpose, text: string, keys: ReadSecret) {
  try {
    const { payload } = await jwtDecrypt(
      text,
      ({ kid }) => {
        const key = keysOf(keys).find(({ id }) => id === kid)
        if (!key) throw new errors.JWEDecryptionFailed()
        return key.bytes
      },
      {
        audience: purpose,
        requiredClaims: ['exp'],
        keyManagementAlgorithms: ['dir'],
        contentEncryptionAlgorithms: ['A256GCM'],
      },
    )
    return payload
  } catch (error) {
    return error instanceof errors.JWTExpired ? 'expired' : null
  }
}

/** In the order of the configuration: the first is the newest. */
function keysOf(keys: ReadSecret): Key[] {
  return keys()
    .split(',')
    .map((secret) => {
      const derived = (info: string, length: number) => new Uint8Array(hkdfSync('sha256', secret, '', info, length))
      return { id: base64url.encode(derived('cdb-tasks key id', 9)), bytes: derived('cdb-tasks session', 32) }
    })
}
