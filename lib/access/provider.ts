import 'server-only'
import * as client from 'openid-client'
import { z } from 'zod'
import type { Auth, Provider } from '@/lib/config/access/model'
import { isProblemError, refuse } from '@/lib/http/problem-error'
import { userAndGroupsOf } from './claims'
import { cookieOf, setCookie } from './cookies'
import { seal, unseal } from './sealed'

const CALLBACK_PATH = '/auth/callback'

type OidcAuth = Extract<Auth, { mode: 'oidc' }>

/** So long somebody may take to sign in. */
const SIGN_IN_MS = 10 * 60_000
const DEADLINE_SECONDS = 5
/** A provider that did not answer is asked again no sooner. */
const ASKED_AGAIN_AFTER_MS = 2_000

/** Of one sign-in on its way; the name of its cookie has its state, so that two tabs do not disturb each other. */
const signInSchema = z.object({ state: z.string(), nonce: z.string(), verifier: z.string(), to: z.string() })

type SignInOnTheWay = z.infer<typeof signInSchema>

function cookieNameOf(state: string): string {
  return `__Host-cdb-tasks-sign-in-${state.slice(0, 12)}`
}

/** Where to send the browser, and the cookie that it brings back. Throws `sign-in-unavailable`. */
export async function beginSignIn(auth: OidcAuth, publicUrl: string, to: string) {
  const provider = await discover(auth.provider)
  const signIn = {
    state: client.randomState(),
    nonce: client.randomNonce(),
    verifier: client.randomPKCECodeVerifier(),
    to,
  }
  const location = client.buildAuthorizationUrl(provider, {
    redirect_uri: `${publicUrl}${CALLBACK_PATH}`,
    scope: auth.provider.scopes.join(' '),
    state: signIn.state,
    nonce: signIn.nonce,
    code_challenge: await client.calculatePKCECodeChallenge(signIn.verifier),
    code_challenge_method: 'S256',
  })
  const sealed = await seal('sign-in', signIn, SIGN_IN_MS, auth.session.keys)
  return { location, cookie: setCookie(cookieNameOf(signIn.state), sealed, SIGN_IN_MS) }
}

interface SignedIn {
  user: string
  groups: string[]
  /** Takes the cookie of the sign-in away. */
  cookie: string
}

/** The sign-in that a provider sends the browser back for; null where it did not begin in it, or too long ago. */
export async function openSignIn(auth: OidcAuth, query: string, headers: Headers): Promise<SignInOnTheWay | null> {
  const state = new URLSearchParams(query).get('state') ?? ''
  const opened = await unseal('sign-in', cookieOf(headers, cookieNameOf(state)) ?? '', auth.session.keys)
  const { data: signIn } = signInSchema.safeParse(opened)
  return signIn?.state === state ? signIn : null
}

/**
 * Ends a sign-in with what the provider sent the browser back with. Throws `signed-out` where it did not let the reader
 * in, and `sign-in-unavailable`.
 */
export async function endSignIn(
  auth: OidcAuth,
  publicUrl: string,
  query: string,
  signIn: SignInOnTheWay,
): Promise<SignedIn> {
  const provider = await discover(auth.provider)
  try {
    // Never of the request: its host is what somebody sent.
    const url = new URL(`${publicUrl}${CALLBACK_PATH}?${query}`)
    const tokens = await client.authorizationCodeGrant(provider, url, {
      pkceCodeVerifier: signIn.verifier,
      expectedState: signIn.state,
      expectedNonce: signIn.nonce,
      idTokenExpected: true,
    })
    const claims = await allClaims(auth.provider, provider, tokens)
    return { ...userAndGroupsOf(claims, auth.provider.claims), cookie: setCookie(cookieNameOf(signIn.state), '', 0) }
  } catch (error) {
    if (isProblemError(error)) throw error
    if (error instanceof client.AuthorizationResponseError || error instanceof client.ResponseBodyError) {
      return refuse('signed-out', { detail: `The identity provider did not let you in (${wordOf(error.error)}).` })
    }
    if (isOfNetwork(error)) return unavailable()
    return refuse('signed-out', { detail: 'The answer of the identity provider could not be verified.' })
  }
}

/** Where signing out of the provider itself begins; null where it has no such place, or cannot be asked. */
export async function signOutAddress(auth: OidcAuth, publicUrl: string): Promise<string | null> {
  try {
    const provider = await discover(auth.provider)
    if (!provider.serverMetadata().end_session_endpoint) return null
    return client.buildEndSessionUrl(provider, { post_logout_redirect_uri: `${publicUrl}/auth/signed-out` }).href
  } catch {
    return null
  }
}

/** Those of the ID token and, for what it leaves out, of the provider's record of the user. */
async function allClaims(
  { claims: names }: Provider,
  provider: client.Configuration,
  tokens: Awaited<ReturnType<typeof client.authorizationCodeGrant>>,
): Promise<Record<string, unknown>> {
  const claims: Record<string, unknown> = { ...tokens.claims() }
  const isWhole = names.user in claims && names.groups in claims
  if (isWhole || typeof claims.sub !== 'string' || !provider.serverMetadata().userinfo_endpoint) return claims
  const more = await client.fetchUserInfo(provider, tokens.access_token, claims.sub)
  return { ...more, ...claims }
}

/** Asked once, when somebody first signs in: a provider that is down does not keep the server from starting. */
function discover({ issuer, clientId, clientSecret }: Provider): Promise<client.Configuration> {
  if (Date.now() - held.failedAt < ASKED_AGAIN_AFTER_MS) return unavailable()
  const secret = clientSecret?.() ?? ''
  if (held.asked && held.secret === secret) return held.asked
  const execute = issuer.startsWith('http:') ? [client.allowInsecureRequests] : []
  const asked = client
    .discovery(new URL(issuer), clientId, undefined, secret ? client.ClientSecretPost(secret) : client.None(), {
      execute: [...execute, client.enableNonRepudiationChecks],
      timeout: DEADLINE_SECONDS,
    })
    .catch(() => {
      held.asked = null
      held.failedAt = Date.now()
      return unavailable()
    })
  held.asked = asked
  held.secret = secret
  return asked
}

/** Of pages and of routes each their own: the library knows only what its own copy has made. */
const held: Discovery = { asked: null, failedAt: Number.NEGATIVE_INFINITY }

interface Discovery {
  asked: Promise<client.Configuration> | null
  /** That was asked with; its file may be replaced. */
  secret?: string
  failedAt: number
}

async function unavailable(): Promise<never> {
  return refuse('sign-in-unavailable', { detail: 'The identity provider does not answer. Who is signed in stays so.' })
}

function isOfNetwork(error: unknown): boolean {
  // A connection that is refused or cut is handed on as the platform throws it.
  if (error instanceof TypeError) return error.message === 'fetch failed'
  if (!(error instanceof client.ClientError)) return false
  const { code } = error
  return code === 'OAUTH_TIMEOUT' || code === 'OAUTH_RESPONSE_IS_NOT_CONFORM' || code === 'OAUTH_RESPONSE_IS_NOT_JSON'
}

/** A code as the protocol has them; the provider's own sentence may say anything. */
function wordOf(error: string): string {
  return /^[a-z_]{1,40}$/.test(error) ? error : 'unknown'
}
