import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { exportJWK, exportSPKI, generateKeyPair, type JWK, type JWTPayload, SignJWT } from 'jose'

export const ISSUER = 'https://proxy.example'
export const AUDIENCE = 'cdb-tasks'

interface Key {
  kid: string
  privateKey: CryptoKey
  publicKey: CryptoKey
  jwk: JWK
}

/** Signs as a proxy in front would, and shows its public keys. */
export interface TokenIssuer {
  jwksUrl: string
  /** How often its keys were asked for. */
  fetches: () => number
  goDown: (isDown: boolean) => void
  /** A good token, with these claims in place of its own; one that is undefined is left out. */
  sign: (claims?: JWTPayload, key?: Key) => Promise<string>
  /** Announced from now on. */
  addKey: (kid: string) => Promise<Key>
  /** With the same algorithm, and announced nowhere. */
  strangerKey: (kid: string) => Promise<Key>
  publicPem: () => Promise<string>
  stop: () => Promise<void>
}

export async function startTokenIssuer(): Promise<TokenIssuer> {
  const keys = [await newKey('first')]
  let fetches = 0
  let isDown = false
  const server = createServer((request, response) => {
    fetches += 1
    if (isDown) return request.socket.destroy()
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify({ keys: keys.map(({ jwk }) => jwk) }))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  // Safe: it listens on a port; the first key is there from the start.
  const { port } = server.address() as AddressInfo
  const [first] = keys as [Key]
  return {
    jwksUrl: `http://127.0.0.1:${port}/jwks`,
    fetches: () => fetches,
    goDown: (down) => {
      isDown = down
      server.closeAllConnections()
    },
    sign: (claims = {}, { kid, privateKey } = first) =>
      new SignJWT({ ...goodClaims(), ...claims }).setProtectedHeader({ alg: 'RS256', kid }).sign(privateKey),
    addKey: async (kid) => {
      const key = await newKey(kid)
      keys.push(key)
      return key
    },
    strangerKey: newKey,
    publicPem: () => exportSPKI(first.publicKey),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

export function goodClaims() {
  const now = Math.floor(Date.now() / 1_000)
  return {
    iss: ISSUER,
    aud: AUDIENCE,
    sub: 'ann',
    email: 'ann@example.com',
    email_verified: true,
    groups: ['dba'],
    iat: now,
    exp: now + 600,
  }
}

async function newKey(kid: string): Promise<Key> {
  const { privateKey, publicKey } = await generateKeyPair('RS256', { extractable: true })
  return { kid, privateKey, publicKey, jwk: { ...(await exportJWK(publicKey)), kid, alg: 'RS256', use: 'sig' } }
}
