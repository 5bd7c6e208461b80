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
class KeysAway extends Error {
  override readonly name = 'KeysAway'
}

/** By its name: the sets of keys are the process's, and may be of another copy of this module. */
export function isKeysAway(error: unknown): boolean {
  return error instanceof Error && error.name === 'KeysAway'
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

/** Keys in PEM, each under its own id, as a load balancer of AWS shows them. */
class PemSet {
  readonly #known = new Map<string, Awaited<ReturnType<typeof importSPKI>>>()
  #triedAt = Number.NEGATIVE_INFINITY
  #fetching: { kid: string; done: Promise<void> } | null = null

  constructor(private readonly url: string) {}

  readonly get: JWTVerifyGetKey = async ({ kid = '', alg = '' }) => {
    if (!/^[0-9a-f-]{36}$/i.test(kid)) throw new errors.JWKSNoMatchingKey()
    if (!this.#known.has(kid)) await this.#fetch(kid, alg)
    const key = this.#known.get(kid)
    if (!key) throw this.#known.size > 0 ? new errors.JWKSNoMatchingKey() : new KeysAway()
    return key
  }

  #fetch(kid: string, alg: string): Promise<void> {
    if (this.#fetching?.kid === kid) return this.#fetching.done
    if (Date.now() - this.#triedAt < TRIED_AGAIN_AFTER_MS) return Promise.resolve()
    this.#triedAt = Date.now()
    const done = fetchText(`${this.url}/${kid}`)
      .then((pem) => importSPKI(pem, alg))
      .then(
        (key) => void this.#known.set(kid, key),
        () => {},
      )
      .finally(() => {
        this.#fetching = null
      })
    this.#fetching = { kid, done }
    return done
  }
}

/** The keys that are shown one by one under an address. */
export function pemsUnder(url: string): JWTVerifyGetKey {
  const sets = processWide('pem-sets', () => new Map<string, PemSet>())
  const set = sets.get(url) ?? new PemSet(url)
  sets.set(url, set)
  return set.get
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
