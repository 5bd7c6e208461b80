import 'server-only'
import { decodeProtectedHeader, jwtVerify } from 'jose'
import type { ProxyJwt } from '@/lib/config/access/model'
import { refuse } from '@/lib/http/problem-error'
import { userAndGroupsOf } from '../claims'
import type { Caller, Identity } from '../identity'
import { isKeysAway, keysAt, pemsUnder } from '../public-keys'

/** Signed with a private key: a secret that the proxy shared with us could be used by us too. */
const ALGORITHMS = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA']
const CLOCKS_APART_SECONDS = 30

/** Whoever the proxy in front has signed a token for. Throws `signed-out`, or `sign-in-unavailable` where no keys can be had. */
export async function identifyByProxyJwt({ headers }: Caller, proxy: ProxyJwt): Promise<Identity> {
  const token = (headers.get(proxy.header) ?? '').replace(/^Bearer +/i, '')
  if (token === '') refuse('signed-out', { detail: `The proxy in front sent no ${proxy.header}.` })
  return { ...userAndGroupsOf(await claimsOf(token, proxy), proxy.claims), session: null }
}

async function claimsOf(token: string, { header, issuer, audience, keys }: ProxyJwt) {
  try {
    if (keys.kind === 'alb') checkBalancer(token, audience, keys.signer)
    const { payload } = await jwtVerify(token, keys.kind === 'jwks' ? keysAt(keys.url) : pemsUnder(keys.url), {
      issuer,
      // A load balancer writes the client into the head of its token, which is signed too.
      ...(keys.kind === 'jwks' && { audience }),
      algorithms: ALGORITHMS,
      requiredClaims: ['exp', 'sub'],
      clockTolerance: CLOCKS_APART_SECONDS,
    })
    return payload
  } catch (error) {
    if (isKeysAway(error)) {
      refuse('sign-in-unavailable', { detail: 'The keys that tokens are verified with cannot be fetched.' })
    }
    return refuse('signed-out', { detail: `The token in ${header} is not valid here, or not any more.` })
  }
}

function checkBalancer(token: string, client: string, signer: string): void {
  // Safe: what is no token throws, and all of it is compared.
  const head = decodeProtectedHeader(token) as { signer?: unknown; client?: unknown }
  if (head.signer !== signer || head.client !== client) throw new Error('Another load balancer or client')
}
