import { createHmac } from 'node:crypto'
import type { OutgoingHttpHeaders } from 'node:http'
import { SignJWT, UnsecuredJWT } from 'jose'
import { SESSION_COOKIE, sealedCookie, sessionOf } from './sealed-cookie'
import { AUDIENCE, goodClaims, ISSUER, type TokenIssuer } from './token-issuer'

/** Somebody tries to be let in, or further in than the rules say. */
export interface Attempt {
  name: string
  headers?: OutgoingHttpHeaders
  path?: string
}

export const JWT_HEADER = 'X-Pomerium-Jwt-Assertion'

/** Tokens that are not the proxy's, not for here, not now, or not about anybody. */
export async function forgedTokens(issuer: TokenIssuer): Promise<Attempt[]> {
  const now = Math.floor(Date.now() / 1_000)
  const good = await issuer.sign()
  const [head = '', body = '', signature = ''] = good.split('.')
  const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const hmacHead = encoded({ alg: 'HS256', kid: 'first' })
  const hmac = createHmac('sha256', await issuer.publicPem())
    .update(`${hmacHead}.${body}`)
    .digest('base64url')
  const other = encoded({ ...goodClaims(), email: 'boss@example.com' })
  const tokens: [string, string][] = [
    ['an empty token', ''],
    ['no token but a word', 'ann@example.com'],
    ['a token without its signature', `${head}.${body}.`],
    ['a token of two parts', `${head}.${body}`],
    ['another body under the signature', `${head}.${other}.${signature}`],
    ['another signature', `${head}.${body}.${signature.startsWith('A') ? 'B' : 'A'}${signature.slice(1)}`],
    ['algorithm none', new UnsecuredJWT(goodClaims()).encode()],
    ['algorithm None', `${encoded({ alg: 'None' })}.${body}.`],
    ['HS256 with the public key as its secret', `${hmacHead}.${body}.${hmac}`],
    ['an own key in the head', await withOwnKey(issuer)],
    ['another key under the known id', await issuer.sign({}, await issuer.strangerKey('first'))],
    ['a key id that leads out', `${encoded({ alg: 'RS256', kid: '../../etc/passwd' })}.${body}.${signature}`],
    ['another issuer', await issuer.sign({ iss: 'https://evil.example' })],
    ['an issuer that only begins like ours', await issuer.sign({ iss: `${ISSUER}.evil.example` })],
    ['no issuer', await issuer.sign({ iss: undefined })],
    ['another audience', await issuer.sign({ aud: 'other' })],
    ['an audience that only begins like ours', await issuer.sign({ aud: `${AUDIENCE}-other` })],
    ['no audience', await issuer.sign({ aud: undefined })],
    ['no end', await issuer.sign({ exp: undefined })],
    ['over an hour ago', await issuer.sign({ exp: now - 3_600 })],
    ['not before an hour from now', await issuer.sign({ nbf: now + 3_600 })],
    ['no subject', await issuer.sign({ sub: undefined })],
    ['no mail', await issuer.sign({ email: undefined })],
    ['a mail of two signs', await issuer.sign({ email: 'ann@example.com@evil.example' })],
    ['a mail with a line in it', await issuer.sign({ email: 'ann@example.com\nboss@example.com' })],
    ['a mail that is a list', await issuer.sign({ email: ['ann@example.com'] })],
    ['a mail that is not verified', await issuer.sign({ email_verified: false })],
    ['a mail that is not verified, in words', await issuer.sign({ email_verified: 'false' })],
    ['somebody without a rule', await issuer.sign({ email: 'nobody@example.com', groups: [] })],
    ['a group that only begins like one', await issuer.sign({ email: 'nobody@example.com', groups: ['dba2', 'DBA'] })],
    ['the name of a group as a user', await issuer.sign({ email: 'nobody@example.com', sub: 'dba', groups: ['*'] })],
  ]
  return tokens.map(([name, token]) => ({ name, headers: { [JWT_HEADER]: token } }))
}

/** Good tokens, sent as they must not count. */
export async function misplacedTokens(issuer: TokenIssuer): Promise<Attempt[]> {
  const [good, bad] = [await issuer.sign(), 'e30.e30.e30']
  return [
    { name: 'twice, the bad one first', headers: { [JWT_HEADER]: [bad, good] } },
    { name: 'twice, the good one first', headers: { [JWT_HEADER]: [good, bad] } },
    { name: 'two with a comma', headers: { [JWT_HEADER]: `${good}, ${good}` } },
    { name: 'with underscores', headers: { [JWT_HEADER.replaceAll('-', '_')]: good } },
    { name: 'with one underscore', headers: { 'X-Pomerium-Jwt_Assertion': good } },
    { name: 'as Authorization', headers: { Authorization: `Bearer ${good}` } },
    { name: 'as a cookie', headers: { Cookie: `${JWT_HEADER}=${good}; ${SESSION_COOKIE}=${good}` } },
    { name: 'in the address', path: `/api/tasks?region=ap-guangzhou&access_token=${good}` },
    { name: 'under the name of another proxy', headers: { 'Cf-Access-Jwt-Assertion': good, 'X-Amzn-Oidc-Data': good } },
  ]
}

/** What a proxy may say of a reader in plain words, and what a client may say of itself. */
export const CLAIMED_IN_PLAIN: Attempt[] = [
  'X-Forwarded-User',
  'X-Forwarded-Email',
  'X-Forwarded-Preferred-Username',
  'X-Forwarded-Groups',
  'X-Auth-Request-User',
  'X-Auth-Request-Email',
  'X-Auth-Request-Groups',
  'X-WEBAUTH-USER',
  'Remote-User',
  'X-Remote-User',
  'X-Authenticated-User',
  'Tailscale-User-Login',
  'Authorization',
]
  .map((name): Attempt => ({ name, headers: { [name]: name === 'Authorization' ? 'Basic YW5uOmFubg==' : 'ann' } }))
  .concat([
    { name: 'X-Forwarded-For', headers: { 'X-Forwarded-For': '127.0.0.1', 'X-Real-IP': '127.0.0.1' } },
    { name: 'X-Forwarded-Host', headers: { 'X-Forwarded-Host': 'localhost', 'X-Forwarded-Proto': 'https' } },
    { name: 'Forwarded', headers: { Forwarded: 'for=127.0.0.1;host=localhost;proto=https' } },
    { name: 'X-Forwarded-Uri', headers: { 'X-Forwarded-Uri': '/healthz', 'X-Original-URI': '/healthz' } },
    { name: 'X-Original-URL', headers: { 'X-Original-URL': '/healthz', 'X-Rewrite-URL': '/healthz' } },
    { name: 'X-Auth-Request-Redirect', headers: { 'X-Auth-Request-Redirect': '/healthz' } },
    { name: 'the peer, as only the door says it', headers: { 'X-Cdb-Tasks-Peer': '127.0.0.1' } },
    { name: 'the address, as only the server says it', headers: { 'X-Cdb-Tasks-Address': '/healthz' } },
    { name: 'kube-probe', headers: { 'User-Agent': 'kube-probe/1.32' } },
    { name: 'GoogleHC', headers: { 'User-Agent': 'GoogleHC/1.0' } },
    { name: 'ELB', headers: { 'User-Agent': 'ELB-HealthChecker/2.0' } },
    { name: 'the name of this machine', headers: { Host: 'localhost' } },
  ])

/** Cookies that are not a session of this server, for this use, in this mode, now. */
export async function wrongCookies(key: string, mode: 'oidc' | 'token'): Promise<Attempt[]> {
  const payload = sessionOf({ mode })
  const good = await sealedCookie({ key, payload })
  const [head = '', , iv = '', text = '', tag = ''] = good.split('.')
  const flipped = (part: string) => (part.startsWith('A') ? 'B' : 'A') + part.slice(1)
  const plainHead = Buffer.from(JSON.stringify({ alg: 'none' })).toString('base64url')
  const cookies: [string, string][] = [
    ['empty', ''],
    ['its head changed', [flipped(head), '', iv, text, tag].join('.')],
    ['its start changed', [head, '', flipped(iv), text, tag].join('.')],
    ['its text changed', [head, '', iv, flipped(text), tag].join('.')],
    ['its tag changed', [head, '', iv, text, flipped(tag)].join('.')],
    ['its tag cut short', [head, '', iv, text, tag.slice(0, 4)].join('.')],
    ['not sealed at all', `${plainHead}.${Buffer.from(JSON.stringify(payload)).toString('base64url')}.`],
    ['of another key', await sealedCookie({ key: 'another-key-that-is-as-long-as-it-has-to-be', payload })],
    ['of a sign-in on its way', await sealedCookie({ key, payload, audience: 'sign-in' })],
    [
      'of the other mode',
      await sealedCookie({ key, payload: sessionOf({ mode: mode === 'oidc' ? 'token' : 'oidc' }) }),
    ],
    ['without an end', await sealedCookie({ key, payload, lifeMs: null })],
    ['over', await sealedCookie({ key, payload, lifeMs: -60_000 })],
    ['begun too long ago', await sealedCookie({ key, payload: { ...payload, startedAt: Date.now() - 9 * 3_600_000 } })],
    ['not used for too long', await sealedCookie({ key, payload: { ...payload, seenAt: Date.now() - 61 * 60_000 } })],
    ['about nobody', await sealedCookie({ key, payload: { ...payload, user: undefined } })],
    ['sent twice', `${good}; ${SESSION_COOKIE}=${good}`],
  ]
  return [
    ...cookies.map(([name, value]) => ({ name, headers: { Cookie: `${SESSION_COOKIE}=${value}` } })),
    { name: 'without its prefix', headers: { Cookie: `cdb-tasks=${good}` } },
    { name: 'as a header', headers: { Authorization: `Bearer ${good}` } },
  ]
}

/** Places to come back to that are not ours. */
export const ELSEWHERE = [
  '//evil.example',
  '///evil.example',
  '/\\evil.example',
  '\\\\evil.example',
  '/%5cevil.example/..//evil.example',
  '/%09/evil.example',
  '/\t/evil.example',
  '/\n/evil.example',
  'https://evil.example',
  'https:evil.example',
  'http:/evil.example',
  '//evil.example@127.0.0.1',
  '@evil.example',
  '.evil.example',
  'javascript:alert(1)',
  'data:text/html,evil',
  '/tasks\r\nSet-Cookie: evil=1',
  '/..//evil.example',
  '/.//evil.example',
  '/tasks/../..//evil.example',
  ' //evil.example',
]

/** Regions that would become another host, and must come nowhere near one. */
export const NO_REGIONS = [
  'evil.com#',
  'ap-x.evil.com',
  '169.254.169.254',
  '..',
  '../../evil',
  'ap-guangzhou.evil.com',
  'ap-guangzhou#',
  'ap-guangzhou@evil.com',
  'ap-guangzhou/../evil',
  'ap-guang\nzhou',
  'ap\u3002evil',
  'ap-guangzhou\uff0eevil',
  'ap-guangzhou\u0000',
  'constructor',
  '__proto__',
]

async function withOwnKey(issuer: TokenIssuer): Promise<string> {
  const { privateKey, jwk } = await issuer.strangerKey('first')
  return new SignJWT(goodClaims())
    .setProtectedHeader({ alg: 'RS256', kid: 'first', jwk, jku: issuer.jwksUrl })
    .sign(privateKey)
}
