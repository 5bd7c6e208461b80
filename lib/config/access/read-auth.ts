import 'server-only'
import { isIP } from 'node:net'
import type { ReadSecret } from '../credential-source'
import type { Account, Complain, Env } from '../model'
import { readSecret } from '../secrets'
import type { Auth, AuthMode, ClaimNames, Provider, ProxyJwt, SessionSettings } from './model'
import type { WrittenAccess } from './schema'

const MODES = ['oidc', 'proxy-jwt', 'token', 'none'] as const
const CHOICES = `${MODES.slice(0, -1).join(', ')} or ${MODES.at(-1)}`
const EVERYBODY = 'CDB_TASKS_LET_ANYONE_ON_THE_NETWORK_READ_EVERYTHING'
/** A key of 256 bits, however it is written. */
const LEAST_KEY_LENGTH = 32

interface Around {
  env: Env
  /** Null where the file has no part about it. */
  access: WrittenAccess | null
  publicUrl: string | null
  complain: Complain
}

/** What `CDB_TASKS_AUTH` chooses, with all that it needs. */
export function readAuth(around: Around): Auth {
  const { env, complain } = around
  const mode = modeOf(env, complain)
  switch (mode) {
    case 'none':
      return { mode, reach: readReach(env, complain) }
    case 'token':
      if (around.access?.tokens?.length === 0) complain(missing('token', 'access.tokens'))
      checkShared(mode, around)
      return { mode, session: readSession(mode, around) }
    case 'proxy-jwt':
      checkShared(mode, around)
      return { mode, proxy: readProxyJwt(around) }
    case 'oidc':
      checkShared(mode, around)
      return { mode, session: readSession(mode, around), provider: readProvider(around) }
  }
}

function modeOf({ CDB_TASKS_AUTH: text, CDB_TASKS_DEMO, NODE_ENV }: Env, complain: Complain): AuthMode {
  const mode = MODES.find((known) => known === text)
  if (mode && mode !== 'none' && CDB_TASKS_DEMO === '1') {
    complain('The demo is for everybody: with CDB_TASKS_DEMO=1, CDB_TASKS_AUTH can only be none.')
    return 'none'
  }
  if (mode) return mode
  if (text) complain(`CDB_TASKS_AUTH must be ${CHOICES}.`)
  else if (CDB_TASKS_DEMO !== '1' && NODE_ENV === 'production') {
    complain(`CDB_TASKS_AUTH is not set: choose ${CHOICES}. The server shows every task of an account.`)
  }
  return 'none'
}

/** Without sign-in the server is for this machine, unless somebody has said aloud that it is for all. */
function readReach({ HOSTNAME = '', CDB_TASKS_DEMO, [EVERYBODY]: aloud, NODE_ENV }: Env, complain: Complain) {
  if (aloud && aloud !== '1') complain(`${EVERYBODY} must be 1 or unset.`)
  if (aloud === '1' || CDB_TASKS_DEMO === '1') return 'anyone'
  const listensBeyond = isIP(HOSTNAME) !== 0 && !/^(127\.|::1$)/.test(HOSTNAME)
  if (listensBeyond && NODE_ENV === 'production') {
    complain(
      `CDB_TASKS_AUTH=none is for this machine only, and HOSTNAME is not an address of it. To open it: ${EVERYBODY}=1.`,
    )
  }
  return 'this-machine'
}

function checkShared(mode: AuthMode, { env, access, complain }: Around): void {
  if (env[EVERYBODY]) complain(`${EVERYBODY} goes with CDB_TASKS_AUTH=none only.`)
  if (!env.CDB_TASKS_CONFIG) complain(`CDB_TASKS_AUTH=${mode} wants CDB_TASKS_CONFIG: its file says who may see what.`)
  else if (access?.rules.length === 0) complain(`${missing(mode, 'access.rules')} What no rule allows is denied.`)
}

function missing(mode: AuthMode, place: string): string {
  return `CDB_TASKS_AUTH=${mode} wants ${place} in the file of CDB_TASKS_CONFIG.`
}

function readSession(mode: AuthMode, { env, access, publicUrl, complain }: Around): SessionSettings {
  const problems: string[] = []
  const keys = secretOf('CDB_TASKS_SESSION_KEY', env, (problem) => problems.push(problem))
  for (const problem of problems) complain(problem)
  if (!keys) {
    complain(`CDB_TASKS_AUTH=${mode} wants CDB_TASKS_SESSION_KEY, also as _FILE. Make one: openssl rand -base64 32`)
  } else if (
    problems.length === 0 &&
    keys()
      .split(',')
      .some((key) => key.length < LEAST_KEY_LENGTH)
  ) {
    complain(
      `CDB_TASKS_SESSION_KEY must be one or more keys of at least ${LEAST_KEY_LENGTH} characters, with commas between.`,
    )
  }
  if (!env.CDB_TASKS_PUBLIC_URL)
    complain(`CDB_TASKS_AUTH=${mode} wants CDB_TASKS_PUBLIC_URL: where the browser comes back to.`)
  else if (publicUrl && !isSafeOrigin(publicUrl)) {
    complain(
      `CDB_TASKS_PUBLIC_URL must be https, without a path, for CDB_TASKS_AUTH=${mode}: a session is not sent in the clear.`,
    )
  }
  const { hours, idleMinutes } = access?.session ?? { hours: 8, idleMinutes: 60 }
  return { keys: keys ?? (() => ''), longestMs: hours * 3_600_000, idleMs: idleMinutes * 60_000 }
}

function secretOf(label: string, env: Env, complain: Complain): ReadSecret | null {
  const fileLabel = `${label}_FILE`
  return readSecret({ label, text: env[label], fileLabel, file: env[fileLabel] }, complain)
}

function readProvider({ env, access, complain }: Around): Provider {
  const clientSecret = secretOf('CDB_TASKS_OIDC_CLIENT_SECRET', env, complain)
  const entry = access?.oidc
  if (access && entry === undefined) complain(missing('oidc', 'access.oidc'))
  if (entry && !isSafeUrl(entry.issuer)) complain('CDB_TASKS_CONFIG: access.oidc.issuer must be an https address.')
  return {
    issuer: entry?.issuer ?? '',
    clientId: entry?.clientId ?? '',
    clientSecret,
    scopes: [...new Set(['openid', ...(entry?.scopes ?? [])])],
    claims: claimNamesOf(entry),
  }
}

const HEADERS = {
  'oauth2-proxy': 'authorization',
  cloudflare: 'cf-access-jwt-assertion',
  pomerium: 'x-pomerium-jwt-assertion',
  alb: 'x-amzn-oidc-data',
}

function readProxyJwt({ access, complain }: Around): ProxyJwt {
  const entry = access?.proxyJwt
  if (access && entry === undefined) complain(missing('proxy-jwt', 'access.proxyJwt'))
  const { from, issuer = '', audience = '' } = entry ?? {}
  const header = entry?.header ?? (from && HEADERS[from])
  if (entry && !header) complain('CDB_TASKS_CONFIG: access.proxyJwt wants header, or from.')
  return {
    header: (header ?? '').toLowerCase(),
    issuer,
    audience,
    keys: keysOf(entry, complain),
    claims: claimNamesOf(entry),
  }
}

function keysOf(entry: WrittenAccess['proxyJwt'], complain: Complain): ProxyJwt['keys'] {
  const at = 'CDB_TASKS_CONFIG: access.proxyJwt'
  if (entry?.from === 'alb') {
    const { region, signer } = entry
    if (!region || !signer) complain(`${at} wants region and signer, the ARN of the load balancer.`)
    if (region && !/^[a-z0-9-]{1,40}$/.test(region)) complain(`${at}.region must be a region of AWS.`)
    const url = entry.jwksUrl ?? `https://public-keys.auth.elb.${region}.amazonaws.com`
    if (!isSafeUrl(url)) complain(`${at}.jwksUrl must be an https address.`)
    return { kind: 'alb', url: url.replace(/\/$/, ''), signer: signer ?? '' }
  }
  if (entry?.signer || entry?.region) complain(`${at}: region and signer go with from: alb only.`)
  const url = entry?.jwksUrl ?? usualJwksUrl(entry)
  if (entry && !url) complain(`${at} wants jwksUrl: where the proxy shows its public keys.`)
  else if (url && !isSafeUrl(url)) complain(`${at}.jwksUrl must be an https address.`)
  return { kind: 'jwks', url: url ?? '' }
}

function usualJwksUrl(entry: WrittenAccess['proxyJwt']): string | null {
  if (entry?.from === 'cloudflare') return `${entry.issuer.replace(/\/$/, '')}/cdn-cgi/access/certs`
  if (entry?.from === 'pomerium') return `https://${entry.issuer}/.well-known/pomerium/jwks.json`
  return null
}

/** An address of mail tells people apart as rules are written; it is taken only where it is not said to be unverified. */
function claimNamesOf(entry: { userClaim?: string; groupsClaim: string } | null | undefined): ClaimNames {
  return { user: entry?.userClaim ?? 'email', groups: entry?.groupsClaim ?? 'groups' }
}

/** In the clear on this machine only. */
function isSafeUrl(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { protocol, hostname, username, password } = new URL(text)
  const isHere = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname)
  return !username && !password && (protocol === 'https:' || (protocol === 'http:' && isHere))
}

function isSafeOrigin(url: string): boolean {
  return isSafeUrl(url) && new URL(url).pathname === '/'
}

/** A rule about what is not there would look like access that nobody has. */
export function checkRules(rules: WrittenAccess['rules'], accounts: Account[], complain: Complain): void {
  const known = new Set(['*', ...accounts.map(({ name }) => name)])
  rules.forEach((rule, index) => {
    if (!rule) return
    const at = `CDB_TASKS_CONFIG: access.rules[${index}]`
    if (!rule.accounts.every((name) => known.has(name))) {
      complain(
        `${at}.accounts names an account that is not configured. Configured: ${accounts.map(({ name }) => name).join(', ')}.`,
      )
    }
    const ofThem = accounts.filter(({ name }) => rule.accounts.includes(name) || rule.accounts.includes('*'))
    const regions = new Set(['*', ...ofThem.flatMap((account) => account.regions)])
    if (ofThem.length > 0 && !rule.regions.every((name) => regions.has(name))) {
      complain(
        `${at}.regions names a region that its accounts do not have. They have: ${[...regions].filter((name) => name !== '*').join(', ')}.`,
      )
    }
  })
}
