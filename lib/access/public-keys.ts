import 'server-only'
import { createLocalJWKSet, errors, importSPKI, type JWTVerifyGetKey } from 'jose'
import { z } from 'zod'
import { processWide } from '@/lib/process-wide'

/** A key that is not among those that are known is looked for no more often: anybody can make one up. */
const LOOKED_AGAIN_AFTER_MS = 30_000
/** Where nothing is known yet, everybody is shut out until something is. */
const TRIED_AGAIN_AFTER_MS = 5_000
const OLD_AFTER_MS = 600_000
const DEADLINE_MS = 3_000
const MOST_CHARACTERS = 1_000_000

/** Says who shows keys that they cannot be had: no token can be verified, and nobody is let in. */
export class KeysAway extends Error {
  override readonly name = 'KeysAway'
}

const documentSchema = z.object({ keys: z.array(z.looseObject({ kty: z.string() })).min(1) })

/**
 * The keys of one address, fetched when a token needs them. While the address does not answer, those that it showed last
 * go on: a provider that is down signs nobody out.
 */
class KeySet {
  #known: ReturnType<typeof createLocalJWKSet> | null = null
  #fetchedAt = Number.NEGATIVE_INFINITY
  #triedAt = Number.NEGATIVE_INFINITY
  #fetching: Promise<void> | null = null

  constructor(private readonly url: string) {}

  readonly get: JWTVerifyGetKey = async (header, token) => {
    if (!this.#known || Date.now() - this.#fetchedAt > OLD_AFTER_MS) await this.#fetch()
    if (!this.#known) throw new KeysAway()
    try {
      return await this.#known(header, token)
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey)) throw error
      await this.#fetch()
      return await this.#known(header, token)
    }
  }

  #fetch(): Promise<void> {
    const pause = this.#known ? LOOKED_AGAIN_AFTER_MS : TRIED_AGAIN_AFTER_MS
    if (this.#fetching) return this.#fetching
    if (Date.now() - this.#triedAt < pause) return Promise.resolve()
    this.#triedAt = Date.now()
    this.#fetching = fetchText(this.url)
      .then((text) => {
        const { keys } = documentSchema.parse(JSON.parse(text))
        // Safe: what of it is no key is found out when it is used.
        this.#known = createLocalJWKSet({ keys } as Parameters<typeof createLocalJWKSet>[0])
        this.#fetchedAt = Date.now()
      })
      .catch(() => {})
      .finally(() => {
        this.#fetching = null
      })
    return this.#fetching
  }
}

/** The keys of a JWKS document. */
export function keysAt(url: string): JWTVerifyGetKey {
  const sets = processWide('key-sets', () => new Map<string, KeySet>())
  const set = sets.get(url) ?? new KeySet(url)
  sets.set(url, set)
  return set.get
}

const MOST_PEMS = 20

/** A load balancer of AWS shows each key in PEM under its own id. */
export function pemsUnder(url: string): JWTVerifyGetKey {
  const pems = processWide('pem-keys', () => new Map<string, { triedAt: number; key: ReturnType<typeof importSPKI> }>())
  return ({ kid = '', alg = '' }) => {
    if (!/^[0-9a-f-]{36}$/i.test(kid)) throw new errors.JWKSNoMatchingKey()
    const address = `${url}/${kid}`
    const known = pems.get(address)
    if (known) return known.key
    const [lately] = [...pems.values()].slice(-1)
    if (lately && pems.size >= MOST_PEMS && Date.now() - lately.triedAt < LOOKED_AGAIN_AFTER_MS) throw new KeysAway()
    if (pems.size >= MOST_PEMS) pems.clear()
    const key = fetchText(address).then((pem) => importSPKI(pem, alg))
    pems.set(address, { triedAt: Date.now(), key })
    key.catch(() => pems.delete(address))
    return key
  }
}

async function fetchText(url: string): Promise<string> {
  const response = await fetch(url, {
    cache: 'no-store',
    redirect: 'error',
    signal: AbortSignal.timeout(DEADLINE_MS),
  }).catch(() => {
    throw new KeysAway()
  })
  const text = response.ok ? await response.text() : ''
  if (text === '' || text.length > MOST_CHARACTERS) throw new KeysAway()
  return text
}
