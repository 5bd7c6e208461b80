import 'server-only'
import type { ReadSecret } from '../credential-source'

/** How a reader is known, as `CDB_TASKS_AUTH` chooses. */
export type Auth =
  | { mode: 'none'; reach: 'this-machine' | 'anyone' }
  | { mode: 'token'; session: SessionSettings }
  | { mode: 'proxy-jwt'; proxy: ProxyJwt }
  | { mode: 'oidc'; session: SessionSettings; provider: Provider }

export type AuthMode = Auth['mode']

export interface SessionSettings {
  /** At least 32 characters each, separated by commas: the first encrypts, all decrypt. */
  keys: ReadSecret
  longestMs: number
  idleMs: number
}

/** Which claims of a token name its user and the user's groups. */
export interface ClaimNames {
  user: string
  groups: string
}

/** A token that the proxy in front has signed. */
export interface ProxyJwt {
  /** In lower case. */
  header: string
  issuer: string
  audience: string
  /** One document of all keys, or an address under which each has its own: `signer` is the load balancer's ARN. */
  keys: { kind: 'jwks'; url: string } | { kind: 'alb'; url: string; signer: string }
  claims: ClaimNames
}

export interface Provider {
  issuer: string
  clientId: string
  /** Null for a public client, which has PKCE alone. */
  clientSecret: ReadSecret | null
  scopes: string[]
  claims: ClaimNames
}

/** Who may see what. What no rule allows is denied. */
export interface AccessRule {
  groups: string[]
  /** `*` is everybody who is signed in. */
  users: string[]
  /** `*` is all, of the regions too. */
  accounts: string[]
  regions: string[]
  /** Ids and patterns of names; null for all of them. */
  instances: string[] | null
}

export interface AccessToken {
  name: string
  /** Hexadecimal. */
  sha256: string
  groups: string[]
}

/** What may change while the server runs. */
export interface LiveAccess {
  rules: AccessRule[]
  tokens: AccessToken[]
}
