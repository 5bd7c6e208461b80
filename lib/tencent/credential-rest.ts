import 'server-only'
import { createHash } from 'node:crypto'
import { LRUCache } from 'lru-cache'
import { processWide } from '@/lib/process-wide'
import { Breaker } from './breaker'
import type { Credential } from './credentials'

/** Refused credentials are not sent again for so long. */
export const CREDENTIAL_REST_MS = 30_000
const MOST_CREDENTIALS = 1_000

/**
 * Of one credential at one host, whatever account, region or action it is used for: a host of the other site may take
 * what this one refuses. New credentials have another, so they are tried at once.
 */
export function restOf({ secretId, secretKey, token }: Credential, host: string): Breaker {
  const rests = processWide('credential-rests', () => new LRUCache<string, Breaker>({ max: MOST_CREDENTIALS }))
  const key = createHash('sha256')
    .update(JSON.stringify([host, secretId, secretKey, token]))
    .digest('base64')
  const known = rests.get(key)
  if (known) return known
  const rest = new Breaker({ inARow: 1, share: null, pauseMs: () => CREDENTIAL_REST_MS })
  rests.set(key, rest)
  return rest
}
